import type { CheckInfo } from './check';
import { Severity } from './finding';

/** Reported by services whose weights a controller changes. */
export const WEIGHTS_HAVE_ONE_OWNER: CheckInfo = {
  code: 'CI0131',
  name: 'weights-have-one-owner',
  title: 'The weights of a service are changed by Git or by a controller, not by both.',
  severity: Severity.ERROR,
  explanation: 'What one of them writes, the other one takes back: traffic jumps between the two, and the release never ends.',
  fix: 'remove the weights that are written down, or the controller\'s construct',
  equivalents: [],
};

/** Reported by services whose objects a controller replaces. */
export const CONTROLLER_REPLACES: CheckInfo = {
  code: 'CI0132',
  name: 'controller-replaces',
  title: 'What is said of a service outlives the controller that releases it.',
  severity: Severity.ERROR,
  explanation: 'Argo Rollouts removes all subsets but its own two from the DestinationRule. Flagger sends requests to services of its own, for which the ' +
    'DestinationRule of this one does not hold, and writes the Kubernetes Service itself.',
  fix: 'say it where the controller takes it from',
  equivalents: [],
};
