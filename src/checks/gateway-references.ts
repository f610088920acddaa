import { fqdnProblem, isHostLabel } from '../model/go/host-names';

/** What a Gateway must be named like where the text is not; `undefined`, if it is. */
export function gatewayReferenceProblem(text: string): string | undefined {
  const slash = text.indexOf('/');
  if (slash < 0) { return fqdnProblem(text) === undefined ? undefined : 'the name of a Gateway, NAMESPACE/NAME or "mesh"'; }
  return isHostLabel(text.slice(0, slash)) && isHostLabel(text.slice(slash + 1)) ? undefined
    : 'NAMESPACE/NAME, each of at most 63 letters, digits and "-"';
}
