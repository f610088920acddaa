import type { Program } from './support';
import { ProxyConfig, ProxyImageType, WorkloadSelector } from 'cdk8s-istio';

/** A ProxyConfig. */
export const proxyConfigs: Program = (chart) => {
  new ProxyConfig(chart, 'web', {
    selector: WorkloadSelector.labels({ app: 'web' }),
    concurrency: 2,
    environmentVariables: { ISTIO_META_TEAM: 'shop' },
    imageType: ProxyImageType.DISTROLESS,
  });
};
