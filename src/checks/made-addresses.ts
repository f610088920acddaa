import type { AppObject } from './app-object';

const OPT_OUT = 'networking.istio.io/enable-autoallocate-ip';

/** Whether Istio makes addresses for the hosts of a ServiceEntry that gives none (`ShouldV2AutoAllocateIP`). */
export function getsAddresses({ root, spec }: AppObject): boolean {
  return (spec.at('resolution').text ?? 'NONE') !== 'NONE' && root.at('metadata', 'labels', OPT_OUT).text?.toLowerCase() !== 'false';
}
