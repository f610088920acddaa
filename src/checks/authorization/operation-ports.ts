import { portTextProblem } from '../../model/go/authorization';
import { operationsOf, problemsOf, rulesOf, valuesOf } from '../authorization-rules';
import { eachObject } from '../check';
import { Severity } from '../finding';

/** See its title. */
export const operationPorts = eachObject({
  code: 'CI1047',
  name: 'operation-ports',
  title: 'The ports in an AuthorizationPolicy are numbers.',
  severity: Severity.ERROR,
  kinds: ['AuthorizationPolicy'],
  fields: ['ports', 'notPorts'],
  explanation: 'Ports are those that the workload listens on, by their numbers and written as texts. Istio refuses names and wildcards.',
  fix: 'write the number of the port of the workload, such as "8080"',
  equivalents: ['IV-AP-037'],
  *object(policy) {
    for (const operation of operationsOf(...rulesOf(policy))) { yield* problemsOf(valuesOf(operation, ['ports', 'notPorts']), portTextProblem); }
  },
});
