/*
 * mesh-N with cdk8s alone: the classes that `cdk8s import` generates.
 *
 *   node l1.js SERVICES CHARTS FOLDER
 */
import { App, Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { objectsOf } from './objects';
import { work } from './work';
import { DestinationRule, Gateway, VirtualService } from '../../imports/networking.istio.io';
import { PeerAuthentication } from '../../imports/security.istio.io';

const CLASSES: { readonly [kind: string]: new (scope: Construct, id: string, props: object) => Construct } = {
  DestinationRule, Gateway, PeerAuthentication, VirtualService,
};

/** The class knows a field under another name. */
function inItsWords(spec: { readonly [key: string]: unknown }): object {
  const { connectionPool, outlierDetection } = spec.trafficPolicy as { connectionPool: object; outlierDetection: { consecutive5xxErrors: number } };
  const { consecutive5xxErrors, ...others } = outlierDetection;
  return { ...spec, trafficPolicy: { connectionPool, outlierDetection: { ...others, consecutive5XxErrors: consecutive5xxErrors } } };
}

const { services, charts, outdir } = work();
const app = new App({ outdir });
const made = Array.from({ length: charts }, (_, i) => new Chart(app, `chart-${i}`, { namespace: 'shop' }));
for (let i = 0; i < services; i++) {
  for (const { kind, metadata, spec } of objectsOf(i)) {
    new CLASSES[kind](made[i % charts], `${kind}-${metadata.name}`, { metadata, spec: kind === 'DestinationRule' ? inItsWords(spec) : spec });
  }
}
app.synth();
