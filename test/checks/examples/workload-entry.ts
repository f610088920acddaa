import { type Examples, istio, yaml } from './example';

const workload = (spec: string, name = 'vm') => istio('WorkloadEntry', name, `{${spec}}`);
const group = (spec: string, name = 'vms') => istio('WorkloadGroup', name, `{template: {serviceAccount: vm}, ${spec}}`);

/** Examples for what Istio refuses of workloads outside of Kubernetes. */
export const WORKLOAD_ENTRY_EXAMPLES: Examples = {
  CI0840: {
    wrong: yaml(workload("address: '192.0.2.7:80'"), workload("address: '*.example.com'", 'all'), workload('network: west', 'west')),
    finds: [
      'error app/all: spec.address is "*.example.com"; it must be an IP address, a DNS name without wildcard, or unix:// and a path; write '
        + 'the address alone, and its ports under ports [CI0840]',
      'error app/vm: spec.address is "192.0.2.7:80"; it must be an IP address, a DNS name without wildcard, or unix:// and a path; write '
        + 'the address alone, and its ports under ports [CI0840]',
      'warning app/west: spec.address is missing; it must be given for traffic that does not go by a gateway of network west; give the '
        + 'address if the workload can be reached [CI0840]',
    ],
    right: yaml(workload('address: 192.0.2.7'), workload('address: vm.example.com', 'name'), workload("address: 'unix:///run/vm'", 'socket')),
  },
  CI0841: {
    wrong: yaml(workload("address: 192.0.2.7, labels: {'-app': vm, version: 'v~1'}"), group("metadata: {labels: {'a/b/c': d}}"),
      istio('WorkloadGroup', 'template', "{template: {labels: {app: 'v m'}}}"),
      istio('ServiceEntry', 'bank', "{hosts: [bank.example.com], resolution: STATIC, endpoints: [{address: 192.0.2.7, labels: {app: '!'}}]}")),
    finds: [
      'error app/bank: spec.endpoints[0].labels.app is "!"; it must be letters, digits, "-", "_" and ".", with a letter or digit at both '
        + 'ends; correct the label [CI0841]',
      'warning app/template: spec.template.labels.app is "v m"; it must be letters, digits, "-", "_" and ".", with a letter or digit at '
        + 'both ends; correct the label [CI0841]',
      'error app/vm: spec.labels has the label "-app"; its name must be at most 63 letters, digits, "-", "_" and ".", with a letter or '
        + 'digit at both ends, after a DNS name and "/" if wanted; correct the label [CI0841]',
      'error app/vm: spec.labels.version is "v~1"; it must be letters, digits, "-", "_" and ".", with a letter or digit at both ends; '
        + 'correct the label [CI0841]',
      'error app/vms: spec.metadata.labels has the label "a/b/c"; its name must be at most 63 letters, digits, "-", "_" and ".", with a '
        + 'letter or digit at both ends, after a DNS name and "/" if wanted; correct the label [CI0841]',
    ],
    right: yaml(workload("address: 192.0.2.7, labels: {app: vm, example.com/version: v1, empty: ''}"), group('metadata: {labels: {app: vm}}'),
      istio('ServiceEntry', 'bank', '{hosts: [bank.example.com], resolution: STATIC, endpoints: [{address: 192.0.2.7, labels: {app: bank}}]}')),
  },
  CI0842: {
    wrong: yaml(group('probe: {periodSeconds: 5}'), group('probe: {grpc: {port: 80}}', 'grpc'), group('probe: {exec: {command: []}}', 'exec'),
      group('probe: {httpGet: {port: 80, httpHeaders: [{name: x_probe, value: a}, {value: b}]}}', 'http')),
    finds: [
      'error app/exec: spec.probe.exec.command is []; it must be a command and its arguments; write the command [CI0842]',
      'error app/grpc: spec.probe.grpc is refused by Istio; it must be httpGet, tcpSocket or exec; give it httpGet, tcpSocket or exec [CI0842]',
      'error app/http: spec.probe.httpGet.httpHeaders[0].name is "x_probe"; it must be the name of a header: letters, digits and "-"; '
        + 'write the name of a header [CI0842]',
      'error app/http: spec.probe.httpGet.httpHeaders[1].name is missing; it must be the name of a header: letters, digits and "-"; write '
        + 'the name of a header [CI0842]',
      'error app/vms: spec.probe asks in no way; it must have httpGet, tcpSocket or exec; give it httpGet, tcpSocket or exec [CI0842]',
    ],
    right: yaml(group('probe: {tcpSocket: {port: 80}}'), group('probe: {exec: {command: [test, -f, /ready]}}', 'exec'), group('probe: {httpGet: {port: 80, httpHeaders: [{name: X-Probe, value: a}]}}', 'http'),
      group('metadata: {}', 'none')),
  },
};
