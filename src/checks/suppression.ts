import type { AppObject } from './app-object';

/** What annotations that silence a finding begin with; the code follows, the value is the reason. */
export const SUPPRESS_PREFIX = 'cdk8s-istio.dev/suppress.';

/** The code at the end of such an annotation; `undefined`, if the annotation is another. */
export function suppressedCode(annotation: string): string | undefined {
  return annotation.startsWith(SUPPRESS_PREFIX) ? annotation.slice(SUPPRESS_PREFIX.length) : undefined;
}

/** Whether a text has the form of a code, of the library or of a policy pack. */
export function isCode(text: string): boolean {
  return /^[A-Z]{2,12}\d{1,6}$/.test(text) && (!text.startsWith('CI') || /^CI\d{4}$|^CI[A-Z]/.test(text));
}

/** The reason why findings of a code about the object are silenced; `undefined`, if they are not. */
export function suppressionOf(object: AppObject, code: string): string | undefined {
  const reason = object.root.at('metadata', 'annotations', `${SUPPRESS_PREFIX}${code}`).text?.trim();
  return reason === '' ? undefined : reason;
}
