import { App, Chart } from 'cdk8s';
import { ArgoCdInstall, InstallProfile } from 'cdk8s-istio';

const app = new App();

// An Application for each chart of Istio's, in waves: `kubectl apply -f dist`, or another Application that holds these.
new ArgoCdInstall(new Chart(app, 'istio'), 'istio', {
  profile: InstallProfile.AMBIENT,
  chartVersion: '1.31.0',
  automated: true,
  pilot: { autoscaling: { minReplicas: 2, maxReplicas: 10 } },
  meshConfig: { accessLogFile: '/dev/stdout' },
});

app.synth();
