import { Chart } from 'cdk8s';
import { versionedWorkload } from '../../../examples/workloads';
import type { LabRequest, LabScenario } from '../scenario';
import {
  IngressGateway, Injection, Jwks, MeshAnalysis, MeshService, PolicyTarget, RequestAuthentication, RequestMatch, StrictMtlsNamespace, StringMatch,
  VirtualService, WorkloadSelector,
} from 'cdk8s-istio';

const ISSUER = 'https://issuer.example.com';

const request = (claims: { [name: string]: unknown } | undefined, rest: Partial<LabRequest> = {}): LabRequest => ({
  url: 'http://shop.example.com/', via: 'gateway', count: 50, ...claims === undefined ? {} : { jwt: { claims: { iss: ISSUER, sub: 'anna', ...claims } } }, ...rest,
});
const all = (version: string) => ({ statusShare: { 200: 1 }, versionShare: { [version]: 1 }, tolerance: 0 });

/** Routes by claims of a token, which only gateways know: they check it before they route. */
export const scenario: LabScenario = {
  name: 'routes by claims',
  about: 'The gateway sends users to v2 whose token says that they are of the group beta; a header of that name does not do.',
  app: (app) => {
    const shop = new Chart(app, 'shop', { namespace: 'shop' });
    new StrictMtlsNamespace(shop, 'namespace', { name: 'shop', injection: Injection.enabled() });
    const web = MeshService.fromService(shop, 'web', versionedWorkload(shop, {
      name: 'web', port: 8080, versions: { v1: 'example/web:v1', v2: 'example/web:v2' },
    }));
    const edge = new IngressGateway(shop, 'edge', { listeners: [{ hosts: ['shop.example.com'], port: 80 }] });
    const to = (version: string) => [{ destination: web.version(version) }];
    new VirtualService(shop, 'by-group', {
      hosts: ['shop.example.com'],
      gateways: [edge],
      http: [
        { name: 'beta', requests: [RequestMatch.header('@request.auth.claims.group', StringMatch.exact('beta'))], destinations: to('v2') },
        { name: 'others', destinations: to('v1') },
      ],
    });
    const tokens = new RequestAuthentication(shop, 'tokens', {
      metadata: { namespace: 'istio-system' },
      target: PolicyTarget.workloads(WorkloadSelector.labels({ istio: 'ingressgateway' })),
      jwtRules: [{ issuer: ISSUER, jwks: Jwks.uri(`${ISSUER}/jwks.json`) }],
    });
    MeshAnalysis.suppress(tokens, 'CI1003', 'visitors come without a token');
  },
  steps: [
    { name: 'the group gets v2', from: 'outside', request: request({ group: 'beta' }), expect: all('v2') },
    { name: 'others get v1', from: 'outside', request: request({ group: 'alpha' }), expect: all('v1') },
    { name: 'those without a token get v1', from: 'outside', request: request(undefined), expect: all('v1') },
    { name: 'one group of several counts', from: 'outside', request: request({ group: ['alpha', 'beta'] }), expect: all('v2') },
    { name: 'a header is no claim', from: 'outside', request: request(undefined, { headers: { group: 'beta' } }), expect: all('v1') },
    {
      name: 'a forged token opens nothing',
      from: 'outside',
      request: { ...request(undefined), jwt: { claims: { iss: ISSUER, sub: 'anna', group: 'beta' }, badKey: true } },
      expect: { statusShare: { 401: 1 }, received: { 'shop/web': 0 } },
    },
  ],
  twins: [
    {
      name: 'nobody checks tokens',
      mutate: [{ op: 'delete', kind: 'RequestAuthentication' }],
      failing: ['the group gets v2', 'one group of several counts', 'a forged token opens nothing'],
    },
    {
      name: 'the claim has another name',
      mutate: [{ op: 'set', kind: 'VirtualService', name: 'by-group', path: 'spec.http.0.match.0.headers', value: { '@request.auth.claims.groups': { exact: 'beta' } } }],
      failing: ['the group gets v2'],
    },
    {
      name: 'any claim will do',
      mutate: [{ op: 'set', kind: 'VirtualService', name: 'by-group', path: 'spec.http.0.match.0.headers', value: { '@request.auth.claims.sub': { exact: 'anna' } } }],
      failing: ['others get v1'],
    },
    {
      name: 'a header in place of the claim',
      mutate: [{ op: 'set', kind: 'VirtualService', name: 'by-group', path: 'spec.http.0.match.0.headers', value: { group: { exact: 'beta' } } }],
      failing: ['the group gets v2', 'a header is no claim'],
    },
    {
      name: 'the catch-all goes first',
      mutate: [{ op: 'set', kind: 'VirtualService', name: 'by-group', path: 'spec.http.0.match', value: [{ uri: { prefix: '/' } }] }],
      failing: ['those without a token get v1'],
    },
  ],
};
