import type { AppView } from './app-view';
import { SUPPRESSION_IDLE } from './built-in';
import type { Finding } from './finding';
import { suppressedCode, suppressionOf } from './suppression';

/**
 * Findings about annotations that silence nothing.
 *
 * @param findings all that was found
 * @param codes the codes of the checks that ran: of others nobody knows what they would find
 */
export function idleSuppressions(view: AppView, findings: readonly Finding[], codes: ReadonlySet<string>): Finding[] {
  let found: Set<string> | undefined;
  return view.objects.flatMap((object) => object.root.at('metadata', 'annotations').entries().flatMap(([annotation, { path }]) => {
    const code = suppressedCode(annotation);
    if (code === undefined || !codes.has(code) || suppressionOf(object, code) === undefined) { return []; }
    found ??= new Set(findings.map(keyOf));
    const { severity, fix, equivalents } = SUPPRESSION_IDLE;
    const about = {
      construct: object.source,
      objectKind: object.kind,
      ...(object.namespace === '' ? {} : { objectNamespace: object.namespace }),
      objectName: object.name,
    };
    if (found.has(keyOf({ code, ...about }))) { return []; }
    const message = `${path} silences nothing, as ${code} is not found; it must silence a finding`;
    const reason = suppressionOf(object, SUPPRESSION_IDLE.code);
    const silenced = reason === undefined ? {} : { suppressedReason: reason };
    return [{ code: SUPPRESSION_IDLE.code, severity, ...about, path, message, fix, equivalents: [...equivalents], ...silenced }];
  }));
}

/** What tells an object and a code from others. */
type Key = Pick<Finding, 'code' | 'construct' | 'objectKind' | 'objectNamespace' | 'objectName'>;

function keyOf({ code, construct, objectKind, objectNamespace, objectName }: Key): string {
  return JSON.stringify([code, construct, objectKind, objectNamespace, objectName]);
}
