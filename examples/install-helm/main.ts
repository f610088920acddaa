import { App, Chart } from 'cdk8s';
import { HelmInstall, InstallProfile, StrictMtlsMesh } from 'cdk8s-istio';

const app = new App();

// Values for Helm, and the order of its commands: `sh dist/istio.helm/install.sh`
new HelmInstall(app, 'istio', {
  profile: InstallProfile.DEFAULT,
  pilot: {
    resources: { requests: { cpu: '1000m', memory: '4096Mi' } },
    autoscaling: { minReplicas: 2, maxReplicas: 10 },
  },
  cni: {},
  ingressGateways: [
    { name: 'istio-ingressgateway', autoscaling: { minReplicas: 2, maxReplicas: 6 } },
    {
      name: 'ilb-gateway',
      namespace: 'user-ingressgateway-ns',
      serviceAnnotations: { 'cloud.google.com/load-balancer-type': 'internal' },
      servicePorts: [{ name: 'tcp-dns', port: 5353 }],
    },
  ],
  meshConfig: { accessLogFile: '/dev/stdout' },
});

// What is applied by kubectl stays apart from it: `kubectl apply -f dist`
const mesh = new Chart(app, 'mesh', { namespace: 'istio-system' });
new StrictMtlsMesh(mesh, 'strict-mtls');

app.synth();
