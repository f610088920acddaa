import { wholeApp } from '../check';
import { Severity } from '../finding';

/** The user that the proxy runs as. */
const PROXY = 1337;

/** Containers that are the proxy itself, or of an installer of it. */
const OWN: ReadonlySet<string> = new Set(['istio-proxy', 'istio-operator']);

/** See its title. */
export const userNotTheProxys = wholeApp({
  code: 'CI0821',
  name: 'user-not-the-proxys',
  title: 'Applications do not run as the user of the proxy.',
  severity: Severity.WARNING,
  kinds: ['*'],
  explanation: 'What user 1337 sends is not redirected to the proxy, as it is the proxy\'s own traffic: an application that runs as this user goes past all routes and policies, '
    + 'and without mutual TLS.',
  fix: 'run it as another user',
  equivalents: ['IST0144'],
  *run(view) {
    for (const { object, template } of view.workloads.all) {
      // Parts of Istio, gateways among them, are the proxy or its control plane.
      if (object.labels.istio !== undefined || object.labels.release === 'istio') { continue; }
      const users = [template.at('spec'), ...template.at('spec', 'containers').items().filter((container) => !OWN.has(container.at('name').text ?? ''))]
        .map((holder) => holder.at('securityContext', 'runAsUser'));
      const containers = template.at('spec', 'containers').items();
      // A pod that is nothing but a proxy may run as one.
      if (containers.length > 0 && containers.every((container) => OWN.has(container.at('name').text ?? ''))) { continue; }
      for (const user of users) {
        if (user.number === PROXY) { yield user.mustBe('a user other than 1337, which is the proxy\'s'); }
      }
    }
  },
});
