import { refuses } from './support';
import { Field } from '../../src/model/field';
import { renderPolicyTarget, renderTargetReferences } from '../../src/resources/policy-target';
import { PolicyTarget, type PolicyTargetReference, WorkloadSelector } from 'cdk8s-istio';

const field = new Field('shop/policy');

test('workloads are chosen by labels', () => {
  expect(renderPolicyTarget(PolicyTarget.workloads(WorkloadSelector.labels({ app: 'reviews' })), field)).toEqual({ selector: { matchLabels: { app: 'reviews' } } });
});

test('objects are named', () => {
  const reference: Required<PolicyTargetReference> = { group: 'core', kind: 'Service', name: 'details' };
  const targets = PolicyTarget.anyOf(
    PolicyTarget.service('reviews'), PolicyTarget.serviceEntry('payments'), PolicyTarget.gateway('waypoint'),
    PolicyTarget.gatewayClass('istio-waypoint'), PolicyTarget.of(reference),
  );
  expect(renderPolicyTarget(targets, field)).toEqual({
    targetRefs: [
      { group: '', kind: 'Service', name: 'reviews' },
      { group: 'networking.istio.io', kind: 'ServiceEntry', name: 'payments' },
      { group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'waypoint' },
      { group: 'gateway.networking.k8s.io', kind: 'GatewayClass', name: 'istio-waypoint' },
      { group: 'core', kind: 'Service', name: 'details' },
    ],
  });
  expect(renderTargetReferences(targets, field)).toEqual(renderPolicyTarget(targets, field));
});

test('without a target nothing is rendered', () => {
  expect([renderPolicyTarget(undefined, field), renderTargetReferences(PolicyTarget.workloads(WorkloadSelector.labels({ app: 'reviews' })), field)]).toEqual([{}, {}]);
});

describe('what can never be right', () => {
  const many = Array.from({ length: 17 }, (_, i) => PolicyTarget.service(`s${i}`));
  refuses({
    'no label': [() => PolicyTarget.workloads(WorkloadSelector.labels({})), 'WorkloadSelector.labels: labels is {}; it must be at least one label; leave the selector out for all workloads'],
    'a wildcard in a label': [() => PolicyTarget.workloads(WorkloadSelector.labels({ app: '*' })), 'WorkloadSelector.labels: labels.app is "*"; it must be letters, digits, "-", "_" and ".", with a letter or digit at both ends, at most 63 characters'],
    'no name': [() => PolicyTarget.service(''), 'PolicyTarget.service: name is ""; it must be lower-case letters, digits, "-" and ".", with a letter or digit at both ends, at most 253 characters'],
    'a host for a name': [() => PolicyTarget.serviceEntry('*.example.com'), 'PolicyTarget.serviceEntry: name is "*.example.com"; it must be lower-case letters, digits, "-" and ".", with a letter or digit at both ends, at most 253 characters'],
    'a kind that no policy attaches to': [() => PolicyTarget.of({ group: 'apps', kind: 'Deployment', name: 'reviews' }), 'PolicyTarget.of: the value is {"group":"apps","kind":"Deployment"}; it must be a Service, a ServiceEntry of networking.istio.io, or a Gateway or GatewayClass of gateway.networking.k8s.io'],
    'the Gateway of Istio': [() => PolicyTarget.of({ group: 'networking.istio.io', kind: 'Gateway', name: 'edge' }), 'PolicyTarget.of: the value is {"group":"networking.istio.io","kind":"Gateway"}; it must be a Service, a ServiceEntry of networking.istio.io, or a Gateway or GatewayClass of gateway.networking.k8s.io'],
    'none': [() => PolicyTarget.anyOf(), 'PolicyTarget.anyOf: targets is []; it must be a list of at least one element'],
    'workloads among objects': [() => PolicyTarget.anyOf(PolicyTarget.service('reviews'), PolicyTarget.workloads(WorkloadSelector.labels({ app: 'reviews' }))), 'PolicyTarget.anyOf: targets[1] chooses workloads; it must name an object; write a policy of its own for the workloads'],
    'too many': [() => PolicyTarget.anyOf(...many), 'PolicyTarget.anyOf: targets names 17 objects; it must be at most 16; write a second policy for the others'],
  });
});
