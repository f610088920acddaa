import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { valueAt } from './chart-values';
import { installedMesh } from './installed';
import { factsOf } from './profile-facts';
import type { Told } from './told';
import { AppAnalysis } from '../analysis/app-analysis';

/** The namespace of an installation's control plane, if anything says so. Values are preferred, as by istioctl. */
export function namespaceOf(
  install: Construct, { namespace, values, metadata }: Pick<Told, 'namespace' | 'values' | 'metadata'>,
): string | undefined {
  const value = valueAt(values, ['global', 'istioNamespace']);
  const chart = [...install.node.scopes].reverse().find((scope) => Chart.isChart(scope)) as Chart | undefined;
  return namespace ?? (typeof value === 'string' ? value : undefined) ?? metadata?.namespace ?? chart?.namespace;
}

/** Tells the checks of the control plane that a construct installs, if it installs one. */
export function declareInstallation(install: Construct, props: Told, namespace: string): void {
  const analysis = AppAnalysis.attach(install);
  const { pilot, profile } = props;
  if (!(pilot === undefined ? factsOf(profile)?.installs.pilot ?? true : pilot.enabled ?? true)) { return; }
  analysis.addInstallation(() => installedMesh(install, props, namespace));
}
