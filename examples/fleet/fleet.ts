import { Chart } from 'cdk8s';
import { Payments } from './payments';
import { Platform } from './platform';
import { Shop } from './shop';
import { Fleet, FleetApplicationSet, FleetClusters, type FleetProps } from 'cdk8s-istio';

const production = { env: 'production' };

/** Three clusters, three parts on each. Tests may ask for some of it. */
export function shopFleet(choice: Pick<FleetProps, 'only' | 'shard' | 'outdir'> = {}): Fleet {
  const fleet = new Fleet({
    clusters: [
      {
        name: 'staging',
        labels: { env: 'staging' },
        region: 'eu-central-1',
        meshId: 'staging',
        mesh: { trustDomain: 'staging.example.com', failOnWarnings: true },
        settings: { host: 'shop.staging.example.com', canaryWeight: 50, replicas: 1 },
      },
      {
        name: 'eu',
        labels: production,
        region: 'eu-west-1',
        network: 'eu',
        meshId: 'production',
        mesh: { trustDomain: 'example.com', failOnWarnings: true },
        settings: { host: 'shop.example.com', canaryWeight: 10, replicas: 3 },
      },
      {
        name: 'us',
        labels: production,
        region: 'us-east-1',
        network: 'us',
        meshId: 'production',
        mesh: { trustDomain: 'example.com', failOnWarnings: true },
        settings: { host: 'shop.example.com', canaryWeight: 0, replicas: 3 },
      },
    ],
    parts: [new Platform(), new Shop(), new Payments()],
    ...choice,
  });

  // Staging goes first; in production the platform does, then one Application after the other.
  new FleetApplicationSet(new Chart(fleet, 'argo-cd'), 'shop-fleet', {
    fleet,
    repository: 'https://git.example.com/shop/fleet.git',
    folder: 'examples/fleet/dist',
    steps: [
      { clusters: FleetClusters.labelled({ env: 'staging' }) },
      { clusters: FleetClusters.labelled(production), parts: ['platform'] },
      { clusters: FleetClusters.labelled(production), maxUpdate: 1 },
    ],
  });
  return fleet;
}
