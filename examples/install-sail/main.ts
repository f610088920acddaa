import { App, Chart } from 'cdk8s';
import { InstallProfile, SailInstall } from 'cdk8s-istio';

const app = new App();

// For the Sail operator, which runs in the cluster and keeps Istio as these objects say: `kubectl apply -f dist`
new SailInstall(new Chart(app, 'istio'), 'istio', {
  profile: InstallProfile.AMBIENT,
  version: 'v1.31-latest',
  pilot: { autoscaling: { minReplicas: 2, maxReplicas: 10 } },
  cni: { podAnnotations: { 'example.com/owner': 'mesh' } },
  ztunnel: { resources: { requests: { cpu: '300m' } } },
  meshConfig: { accessLogFile: '/dev/stdout' },
});

app.synth();
