import { eachObject } from '../check';
import { Severity } from '../finding';

/** Labels of which one names the service that pods belong to, and those of which one names its version. */
const NAMES = ['service.istio.io/canonical-name', 'app.kubernetes.io/name', 'app'];
const VERSIONS = ['service.istio.io/canonical-revision', 'app.kubernetes.io/version', 'version'];

/** See its title. */
export const canonicalLabels = eachObject({
  code: 'CI0059',
  name: 'canonical-labels',
  title: 'The labels of pods say what they are and of which version, for metrics and graphs.',
  severity: Severity.INFO,
  kinds: ['Deployment'],
  fields: ['template'],
  explanation: 'Metrics and traces name a workload by its labels app and version. Without them they have the name of the Deployment and the version "latest" for all.',
  fix: 'add the labels app and version to the template of the pods',
  equivalents: ['IV-DP-001'],
  *object(deployment, view) {
    const template = deployment.spec.at('template');
    if (deployment.namespace === view.context.rootNamespace || template.fields === undefined) { return; }
    const labels = template.at('metadata', 'labels').fields ?? {};
    const lacking = [NAMES, VERSIONS].filter((some) => !some.some((name) => labels[name] !== undefined)).map((some) => some[some.length - 1]);
    if (lacking.length > 0) { yield template.at('metadata', 'labels').problem(`lacks ${lacking.join(' and ')}; it must have ${lacking.length > 1 ? 'them' : 'it'} to be told apart`); }
  },
});
