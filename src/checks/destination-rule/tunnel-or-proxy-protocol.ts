import { eachObject } from '../check';
import { Severity } from '../finding';
import { policyLevels } from '../traffic-policies';

/** See its title. */
export const tunnelOrProxyProtocol = eachObject({
  code: 'CI0349',
  name: 'tunnel-or-proxy-protocol',
  title: 'A traffic policy has a tunnel or the PROXY protocol.',
  severity: Severity.ERROR,
  kinds: ['DestinationRule'],
  fields: ['proxyProtocol'],
  explanation: 'Both go before the first byte of the connection: Istio refuses them together.',
  fix: 'keep one of them',
  equivalents: ['IV-DR-007'],
  *object(rule) {
    for (const { block } of policyLevels(rule)) {
      if (block.at('tunnel').given && block.at('proxyProtocol').given) { yield block.at('proxyProtocol').problem('is given beside tunnel; it must be one of them'); }
    }
  },
});
