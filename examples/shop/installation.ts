import { type App, Chart } from 'cdk8s';
import { ExtensionProvider, InstallProfile, IstioInstall, OperatorServiceType } from 'cdk8s-istio';

/** The installation, in a file of its own: `istioctl install -f` takes it, `kubectl apply` does not. */
export class Installation extends Chart {
  constructor(app: App) {
    super(app, 'istio');
    new IstioInstall(this, 'istio', {
      profile: InstallProfile.DEFAULT,
      pilot: {
        resources: { requests: { cpu: '1000m', memory: '4096Mi' } },
        autoscaling: { minReplicas: 2, maxReplicas: 10 },
      },
      ingressGateways: [
        // Reached by the load balancer only, and trusts what that says of the client.
        { name: 'istio-ingressgateway', serviceType: OperatorServiceType.CLUSTER_IP, autoscaling: { minReplicas: 2, maxReplicas: 6 } },
        // For the people of the shop, who show a certificate.
        { name: 'istio-officegateway', labels: { istio: 'officegateway' }, loadBalancerSourceRanges: ['198.51.100.0/24'] },
      ],
      egressGateways: [{ name: 'istio-egressgateway' }],
      meshConfig: {
        defaultConfig: { gatewayTopology: { numTrustedProxies: 1 } },
        extensionProviders: [ExtensionProvider.opentelemetry('jaeger', { service: 'jaeger-collector.observability.svc.cluster.local', port: 4317 })],
      },
    });
  }
}
