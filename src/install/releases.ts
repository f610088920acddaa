import { cniValues, ztunnelValues } from './agent-chart';
import { chartValuesOf, type ChartValues, group, installsCni, valuesFor } from './chart-values-of';
import { gatewayValues } from './gateway-chart';
import { type NamedGateway, requireApart } from './gateway-identity';
import { chartOf, labelsOf } from './gateways';
import type { HelmRelease } from './helm-release';
import type { InstallGateway } from './install-gateway';
import { InstallProfile } from './install-profile';
import { merged } from './merge';
import { OperatorField } from './operator-field';
import { operatorProps } from './operator-props';
import { pilotValues } from './pilot-chart';
import type { Told } from './told';
import { ONLY_ISTIOCTL, requireUntold } from './untold';
import type { Field } from '../model/field';
import { given, type JsonObject } from '../model/json';
import { renderIstioOperator } from '../resources/istio-operator';

/**
 * The charts that an installation comes to, in the order in which they are installed. `namespace` is the control plane's,
 * if it is not Istio's own choice. What no chart has a place for is an error.
 */
export function releasesOf(props: Told, namespace: string | undefined, field: Field): HelmRelease[] {
  // What istioctl would be told is right, or refused with the same words.
  renderIstioOperator(operatorProps(props, namespace, field), new OperatorField(field.where));
  const values = chartValuesOf(props, namespace, field);
  const home = namespace ?? 'istio-system';
  return [
    ...baseOf(props, values, home, field),
    ...istiodOf(props, values, home, field),
    ...agentsOf(props, values, home, field),
    ...gatewaysOf(props, values, home, field),
  ];
}

function baseOf({ base, revision }: Told, { facts, all }: ChartValues, namespace: string, field: Field): HelmRelease[] {
  if (!(base === undefined ? facts.installs.base : base.enabled ?? true)) { return []; }
  given(base, (said) => requireUntold(said, { overlays: ONLY_ISTIOCTL }, 'the chart base', field.at('base')));
  // Otherwise the chart would send objects to be validated to a control plane without a revision.
  const validator: JsonObject = all.defaultRevision === undefined && revision !== undefined ? { defaultRevision: '' } : {};
  const { revisionTags: _, ...known } = valuesFor(all, (name) => ['base', 'experimental'].includes(name));
  return [{ name: 'istio-base', chart: 'base', namespace, values: { ...known, ...validator } }];
}

function istiodOf({ pilot }: Told, { facts, all }: ChartValues, namespace: string, field: Field): HelmRelease[] {
  if (!(pilot === undefined ? facts.installs.pilot : pilot.enabled ?? true)) { return []; }
  const said = merged(all, given(pilot, (control) => pilotValues(control, field.at('pilot'))) ?? {});
  const { 'istio-ingressgateway': _, 'istio-egressgateway': __, ...gateways } = group(all, 'gateways');
  const values = valuesFor({ ...said, gateways }, (name) => name !== 'ztunnel');
  const name = typeof all.revision === 'string' && all.revision !== '' ? `istiod-${all.revision}` : 'istiod';
  return [{ name, chart: 'istiod', namespace, values }];
}

function agentsOf(props: Told, { facts, all }: ChartValues, home: string, field: Field): HelmRelease[] {
  const { cni, ztunnel } = props;
  const releases: HelmRelease[] = [];
  if (installsCni(props, facts)) {
    const said = given(cni, (agent) => cniValues(agent, field.at('cni'))) ?? {};
    const values = valuesFor(merged(all, { cni: said }), (name) => name === 'cni');
    releases.push({ name: 'istio-cni', chart: 'cni', namespace: cni?.namespace ?? facts.agentNamespace ?? home, values });
  }
  if (ztunnel === undefined ? facts.installs.ztunnel : ztunnel.enabled ?? true) {
    const said = given(ztunnel, (agent) => ztunnelValues(agent, field.at('ztunnel'))) ?? {};
    // Its chart has its own values at the top, next to those for all charts.
    const values = { ...valuesFor(all, () => false), ...merged(group(all, 'ztunnel'), said) };
    releases.push({ name: 'ztunnel', chart: 'ztunnel', namespace: ztunnel?.namespace ?? facts.agentNamespace ?? home, values });
  }
  return releases;
}

function gatewaysOf(props: Told, { facts, all }: ChartValues, home: string, field: Field): HelmRelease[] {
  const profiles = { ingressGateways: facts.installs.ingressGateway, egressGateways: facts.installs.egressGateway };
  const installed = (['ingressGateways', 'egressGateways'] as const).flatMap((kind) => {
    const implied: InstallGateway[] = profiles[kind] ? [{ name: chartOf(kind) }] : [];
    return (props[kind] ?? implied).map((gateway, i) => ({ gateway, kind, field: field.at(kind).at(i) }))
      .filter(({ gateway }) => gateway.enabled ?? true);
  });
  requireApart(installed.map(({ gateway, kind, field: place }): NamedGateway => ({
    gateway, field: place, namespace: gateway.namespace ?? home, labels: selected({ ...labelsOf(kind), ...gateway.labels }),
  })));
  return installed.map(({ gateway, kind, field: place }) => ({
    name: gateway.name,
    chart: 'gateway',
    namespace: gateway.namespace ?? home,
    values: gatewayValues(gateway, kind, all, props.profile === InstallProfile.DEMO, field.at('values'), place),
  }));
}

/** The chart `gateway` tells pods by these two labels only. */
function selected({ app, istio }: { [label: string]: string }): { [label: string]: string } {
  return { app, istio };
}

