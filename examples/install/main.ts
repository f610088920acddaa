import { App, Chart } from 'cdk8s';
import { InstallProfile, IstioInstall } from 'cdk8s-istio';

const app = new App();

// The file is for istioctl, and not for kubectl: `istioctl install -f dist/istio-install.k8s.yaml`
const install = new Chart(app, 'istio-install');
new IstioInstall(install, 'istio', {
  profile: InstallProfile.DEFAULT,
  revision: '1-31-0',
  pilot: {
    resources: { requests: { cpu: '1000m', memory: '4096Mi' } },
    autoscaling: { minReplicas: 2, maxReplicas: 10 },
  },
  ingressGateways: [
    { name: 'istio-ingressgateway' },
    {
      name: 'ilb-gateway',
      namespace: 'user-ingressgateway-ns',
      resources: { requests: { cpu: '200m' } },
      serviceAnnotations: { 'cloud.google.com/load-balancer-type': 'internal' },
      servicePorts: [{ name: 'tcp-dns', port: 5353 }],
    },
  ],
  meshConfig: { accessLogFile: '/dev/stdout' },
});

app.synth();
