import { actionOf } from '../authorization-rules';
import { ANY, eachObject } from '../check';
import { Severity } from '../finding';
import { isIstioName } from '../group-kinds';

const ANNOTATION = 'istio.io/dry-run';
const ACTIONS: readonly string[] = ['ALLOW', 'DENY'];
/** What Go's `strconv.ParseBool` takes. */
const BOOLEANS: readonly string[] = ['1', 't', 'T', 'TRUE', 'true', 'True', '0', 'f', 'F', 'FALSE', 'false', 'False'];

/** See its title. */
export const dryRunAnnotation = eachObject({
  code: 'CI0045',
  name: 'dry-run-annotation',
  title: 'Only AuthorizationPolicies that allow or deny are tried out by the annotation istio.io/dry-run.',
  severity: Severity.ERROR,
  kinds: [ANY],
  fields: [ANNOTATION],
  explanation: 'With the annotation a policy is evaluated and its result is logged, not enforced. Istio can do that with ALLOW and DENY only, and refuses the '
    + 'annotation on anything else.',
  fix: 'leave the annotation out',
  equivalents: ['IV-multi-001', 'IV-AP-001', 'IV-AP-002'],
  *object(object) {
    const annotation = object.root.at('metadata', 'annotations', ANNOTATION);
    if (annotation.text === undefined || !isIstioName(object.kind) || object.kind === 'IstioOperator') { return; }
    if (object.kind !== 'AuthorizationPolicy') {
      yield annotation.problem(`is given for a ${object.kind}; it must be left out`);
    } else if (!ACTIONS.includes(actionOf(object))) {
      yield annotation.problem(`is given for action ${actionOf(object)}; it must be left out, or the action must be ${ACTIONS.join(' or ')}`);
    } else if (!BOOLEANS.includes(annotation.text)) {
      yield annotation.mustBe('"true" or "false"', { fix: 'write "true" to try the policy out' });
    }
  },
});
