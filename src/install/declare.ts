import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { valueAt } from './chart-values';
import { installedMesh } from './installed';
import type { IstioInstallProps } from './props';
import { AppAnalysis } from '../analysis/app-analysis';

/** The namespace of an installation's control plane, if anything says so. Values are preferred, as by istioctl. */
export function namespaceOf(install: Construct, { namespace, values, metadata }: IstioInstallProps): string | undefined {
  const value = valueAt(values, ['global', 'istioNamespace']);
  const chart = [...install.node.scopes].reverse().find((scope) => Chart.isChart(scope)) as Chart | undefined;
  return namespace ?? (typeof value === 'string' ? value : undefined) ?? metadata?.namespace ?? chart?.namespace;
}

/** Tells the checks what a construct installs. */
export function declareInstallation(install: Construct, props: IstioInstallProps, namespace: string): void {
  AppAnalysis.attach(install).addInstallation(() => installedMesh(install, props, namespace));
}
