import { ANY, eachObject } from '../check';
import { Severity } from '../finding';
import { ISTIO_KINDS } from '../group-kinds';
import { reportsOf } from '../structure-index';

/** See its title. */
export const schemaRule = eachObject({
  code: 'CI1203',
  name: 'schema-rule',
  title: 'An object of Istio fulfils the rules of its kind.',
  severity: Severity.ERROR,
  kinds: [ANY],
  subjects: ISTIO_KINDS,
  explanation: "The API server evaluates these rules, which are part of Istio's definition of the kind, and refuses the object.",
  fix: 'change the object so that the rule holds',
  equivalents: ['IST0106'],
  *object(object, view) {
    const ports = object.kind === 'PeerAuthentication' ? object.spec.at('portLevelMtls').entries() : [];
    for (const report of reportsOf('rule', object, view)) {
      // CI0502 says it of any object, with the ports.
      if (ports.length === 0 || !report.message.includes('portLevelMtls requires selector')) { yield report; }
    }
  },
});
