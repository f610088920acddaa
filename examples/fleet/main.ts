import { shopFleet } from './fleet';

/*
 * A folder for each part of each cluster, which Argo CD delivers. Any process can write any of them:
 *
 *   CDK8S_ISTIO_SHARD=2/3 ts-node main.ts      the second of three shares
 *   CDK8S_ISTIO_ONLY=eu/shop ts-node main.ts   one part on one cluster
 */
shopFleet().synth();
