import { Duration } from 'cdk8s';
import { type Build, refuses, rendered, renderedSpec } from './support';
import {
  type HttpProbeOptions, Identity, type ProbeHeader, ProbeScheme, ReadinessProbe, type ReadinessProbeOptions, type TcpProbeOptions,
  WorkloadGroup, type WorkloadGroupProps, type WorkloadGroupTemplate,
} from 'cdk8s-istio';

const timing: Required<ReadinessProbeOptions> = {
  initialDelay: Duration.seconds(0),
  timeout: Duration.seconds(2),
  period: Duration.minutes(1),
  successThreshold: 1,
  failureThreshold: 3,
};

const tcp: Required<TcpProbeOptions> = { ...timing, host: '127.0.0.1' };

const header: Required<ProbeHeader> = { name: 'Accept', value: 'text/plain' };

const http: Required<HttpProbeOptions> = {
  ...tcp,
  path: '/healthz',
  scheme: ProbeScheme.HTTPS,
  headers: [header, { name: 'Accept', value: '' }],
};

const template: Required<WorkloadGroupTemplate> = {
  labels: { tier: 'backend', app: 'reviews' },
  ports: { http: 8080 },
  network: 'vpc-1',
  locality: 'europe-west1',
  weight: 1,
  serviceAccount: Identity.serviceAccount('reviews'),
};

const everything: Required<WorkloadGroupProps> = {
  metadata: { name: 'reviews-vms', labels: { team: 'reviews' } },
  workloadLabels: { app: 'reviews' },
  workloadAnnotations: { owner: 'team reviews' },
  template,
  probe: ReadinessProbe.httpGet(8080, http),
};

function make(props: Partial<WorkloadGroupProps>): Build {
  return (scope) => new WorkloadGroup(scope, 'vms', { template: {}, ...props });
}

function probing(probe: ReadinessProbe): Build {
  return make({ probe });
}

test('smallest', () => {
  expect(rendered(make({}))).toEqual({
    apiVersion: 'networking.istio.io/v1',
    kind: 'WorkloadGroup',
    metadata: { name: 'vms', namespace: 'shop' },
    spec: { template: {} },
  });
});

test('every property', () => {
  expect(rendered(make(everything))).toEqual({
    apiVersion: 'networking.istio.io/v1',
    kind: 'WorkloadGroup',
    metadata: { labels: { team: 'reviews' }, name: 'reviews-vms', namespace: 'shop' },
    spec: {
      metadata: { annotations: { owner: 'team reviews' }, labels: { app: 'reviews' } },
      probe: {
        failureThreshold: 3,
        httpGet: {
          host: '127.0.0.1',
          httpHeaders: [{ name: 'Accept', value: 'text/plain' }, { name: 'Accept', value: '' }],
          path: '/healthz',
          port: 8080,
          scheme: 'HTTPS',
        },
        initialDelaySeconds: 0,
        periodSeconds: 60,
        successThreshold: 1,
        timeoutSeconds: 2,
      },
      template: {
        labels: { app: 'reviews', tier: 'backend' },
        locality: 'europe-west1',
        network: 'vpc-1',
        ports: { http: 8080 },
        serviceAccount: 'reviews',
        weight: 1,
      },
    },
  });
});

test('every kind of probe', () => {
  const probes = [
    ReadinessProbe.httpGet(80),
    ReadinessProbe.tcpSocket(5432),
    ReadinessProbe.tcpSocket(5432, tcp),
    ReadinessProbe.exec(['/bin/ready', '--fast']),
    ReadinessProbe.exec(['/bin/ready'], { period: Duration.seconds(1) }),
  ];
  expect(probes.map((probe) => renderedSpec(probing(probe)).probe)).toEqual([
    { httpGet: { port: 80 } },
    { tcpSocket: { port: 5432 } },
    {
      failureThreshold: 3,
      initialDelaySeconds: 0,
      periodSeconds: 60,
      successThreshold: 1,
      tcpSocket: { host: '127.0.0.1', port: 5432 },
      timeoutSeconds: 2,
    },
    { exec: { command: ['/bin/ready', '--fast'] } },
    { exec: { command: ['/bin/ready'] }, periodSeconds: 1 },
  ]);
});

test('the construct knows its name and object', () => {
  rendered((scope) => {
    const group = new WorkloadGroup(scope, 'vms', everything);
    expect([group.name, group.apiObject.kind]).toEqual(['reviews-vms', 'WorkloadGroup']);
  });
});

describe('what can never be right', () => {
  refuses({
    'a label that is none': [make({ workloadLabels: { app: '-' } }), 'shop/vms: workloadLabels.app is "-"; it must be letters, digits, "-", "_" and ".", with a letter or digit at both ends, at most 63 characters'],
    'a label of the template that is none': [make({ template: { labels: { app: '-' } } }), 'shop/vms: template.labels.app is "-"; it must be letters, digits, "-", "_" and ".", with a letter or digit at both ends, at most 63 characters'],
    'a label with two values': [make({ workloadLabels: { app: 'a' }, template: { labels: { app: 'b' } } }), 'shop/vms: template.labels.app is "b"; it must be "a", as workloadLabels say; leave it out'],
    'a port that is none': [make({ template: { ports: { http: 70000 } } }), 'shop/vms: template.ports.http is 70000; it must be between 1 and 65535'],
    'a weight of nothing': [make({ template: { weight: 0 } }), 'shop/vms: template.weight is 0; it must be between 1 and 4294967295'],
    'a probe of no port': [probing(ReadinessProbe.tcpSocket(0)), 'shop/vms: probe.port is 0; it must be between 1 and 65535'],
    'a probe of a host without a name': [probing(ReadinessProbe.httpGet(80, { host: '' })), 'shop/vms: probe.host is ""; it must be a text that is not empty'],
    'a path that starts nowhere': [probing(ReadinessProbe.httpGet(80, { path: 'healthz' })), 'shop/vms: probe.path is "healthz"; it must be a path that starts with "/"'],
    'a header that is none': [probing(ReadinessProbe.httpGet(80, { headers: [{ name: 'x_y', value: '' }] })), 'shop/vms: probe.headers[0].name is "x_y"; it must be letters, digits and "-"'],
    'no command': [probing(ReadinessProbe.exec([])), 'shop/vms: probe.command is []; it must be a list of at least one element'],
    'an empty word of a command': [probing(ReadinessProbe.exec(['ready', ''])), 'shop/vms: probe.command[1] is ""; it must be a text that is not empty'],
    'parts of seconds': [probing(ReadinessProbe.exec(['ready'], { initialDelay: Duration.millis(500) })), 'shop/vms: probe.initialDelay is "0.5s"; it must be whole seconds, at least 0s'],
    'no time to answer': [probing(ReadinessProbe.exec(['ready'], { timeout: Duration.seconds(0) })), 'shop/vms: probe.timeout is "0s"; it must be whole seconds, at least 1s'],
    'no time in between': [probing(ReadinessProbe.exec(['ready'], { period: Duration.seconds(0) })), 'shop/vms: probe.period is "0s"; it must be whole seconds, at least 1s'],
    'no success': [probing(ReadinessProbe.exec(['ready'], { successThreshold: 0 })), 'shop/vms: probe.successThreshold is 0; it must be between 1 and 2147483647'],
    'no failure': [probing(ReadinessProbe.exec(['ready'], { failureThreshold: 0 })), 'shop/vms: probe.failureThreshold is 0; it must be between 1 and 2147483647'],
  });
});
