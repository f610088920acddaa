import type { AppObject } from './app-object';

/** What annotations that silence a finding begin with; the code follows, the value is the reason. */
export const SUPPRESS_PREFIX = 'cdk8s-istio.dev/suppress.';

/** The reason why findings of a code about the object are silenced; `undefined`, if they are not. */
export function suppressionOf(object: AppObject, code: string): string | undefined {
  const reason = object.root.at('metadata', 'annotations', `${SUPPRESS_PREFIX}${code}`).text?.trim();
  return reason === '' ? undefined : reason;
}
