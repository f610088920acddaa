import { join } from 'node:path';
import { App, Chart } from 'cdk8s';
import { HelmInstall, Injection, InstallProfile, RevisionTag, StrictMtlsNamespace } from 'cdk8s-istio';

/*
 * Istio is upgraded without an outage: the new control plane stands beside the old one, namespaces move one by one, and the
 * old one goes when nobody is left. A folder for each step, to be reviewed, and applied one after another.
 */

const OLD = { revision: '1-30-4', chartVersion: '1.30.4' };
const NEW = { revision: '1-31-0', chartVersion: '1.31.0' };

interface Step {
  readonly folder: string;
  /** The control planes that are installed. */
  readonly installed: ReadonlyArray<typeof OLD>;
  /** The revision that the tags stand for. */
  readonly live: string;
  /** The control plane of the namespace that goes first. */
  readonly pioneer: Injection;
}

const follows = Injection.revision('prod');
const steps: Step[] = [
  { folder: '1-before', installed: [OLD], live: OLD.revision, pioneer: follows },
  { folder: '2-beside', installed: [OLD, NEW], live: OLD.revision, pioneer: follows },
  { folder: '3-one-namespace', installed: [OLD, NEW], live: OLD.revision, pioneer: Injection.revision(NEW.revision) },
  { folder: '4-all', installed: [OLD, NEW], live: NEW.revision, pioneer: follows },
  { folder: '5-after', installed: [NEW], live: NEW.revision, pioneer: follows },
];

for (const { folder, installed, live, pioneer } of steps) {
  const app = new App({ outdir: join(process.env.CDK8S_OUTDIR ?? 'dist', folder) });

  // What is there once: the CRDs, of the newest release from the moment that it is installed.
  const { chartVersion } = installed[installed.length - 1];
  new HelmInstall(app, 'istio', { profile: InstallProfile.EMPTY, base: {}, chartVersion, defaultRevision: live });
  for (const controlPlane of installed) {
    new HelmInstall(app, `istiod-${controlPlane.revision}`, { ...controlPlane, profile: InstallProfile.MINIMAL, base: { enabled: false } });
  }

  const tags = new Chart(app, 'tags');
  new RevisionTag(tags, 'prod', { revision: live });
  new RevisionTag(tags, 'default', { revision: live });

  // The gateway follows the tag, as namespaces do.
  new HelmInstall(app, 'gateways', {
    profile: InstallProfile.EMPTY, revision: 'prod', chartVersion, ingressGateways: [{ name: 'istio-ingressgateway' }],
  });

  const namespaces = new Chart(app, 'namespaces');
  new StrictMtlsNamespace(namespaces, 'shop-test', { name: 'shop-test', injection: pioneer });
  new StrictMtlsNamespace(namespaces, 'shop', { name: 'shop', injection: follows });
  new StrictMtlsNamespace(namespaces, 'legacy', { name: 'legacy', injection: Injection.enabled() });

  app.synth();
}
