import { Chart, Duration } from 'cdk8s';
import { canary, findings, gateway, host, HTTP, objects, port, refuses, reports, routes, service, specOf, split, TCP, TESTER, UPLOADS } from './support';
import {
  ArgoRolloutsCanary, type ArgoRolloutsCanaryProps, CanaryPlan, type CanaryPlanProps, type CanaryStep, ExposedService, FlaggerCanary,
  type FlaggerCanaryProps, type MeshService, RequestTransform, ResilientService, RolloutScaleDown,
} from 'cdk8s-istio';

const STEPS: Required<CanaryStep>[] = [5, 25, 100].map((weight) => ({ weight, pause: Duration.minutes(10) }));
const WEIGHTS: CanaryStep[] = STEPS.map(({ weight }) => ({ weight }));

function plan(of: MeshService, props: Partial<CanaryPlanProps> = {}, id: string = 'plan'): CanaryPlan {
  return new CanaryPlan(of.node.scope as Chart, id, {
    service: of, stable: of.version('v1'), canary: of.version('v2'), steps: STEPS, step: 1, ...props,
  });
}

function argo(of: MeshService, props: Partial<ArgoRolloutsCanaryProps> = {}, id: string = 'rollout'): ArgoRolloutsCanary {
  return new ArgoRolloutsCanary(of.node.scope as Chart, id, { service: of, deployment: 'reviews', steps: STEPS, ...props });
}

function flagger(of: MeshService, props: Partial<FlaggerCanaryProps> = {}, id: string = 'flagger'): FlaggerCanary {
  return new FlaggerCanary(of.node.scope as Chart, id, { service: of, deployment: 'reviews', port: 9080, steps: WEIGHTS, ...props });
}

const conflict = (build: (of: MeshService) => void) => (chart: Chart) => { build(service(chart)); };

describe('by hand', () => {
  test('each step is the release with that weight', () => {
    const at = (step: number) => routes((chart) => plan(service(chart), { step }));
    expect([0, 1, 2, 3].map(at)).toEqual([{ v1: 100, v2: 0 }, { v1: 95, v2: 5 }, { v1: 75, v2: 25 }, { v1: 0, v2: 100 }]
      .map((shares) => [{ name: 'plan', route: split(shares) }]));
    expect(at(2)).toEqual(routes((chart) => canary(service(chart), { weight: 25 }, 'plan')));
  });

  test('every property', () => {
    expect(routes((chart) => {
      const of = service(chart);
      const everything: Required<CanaryPlanProps> = {
        service: of, stable: of.version('v1'), canary: of.version('v2'), steps: STEPS, step: 0, alwaysCanary: [TESTER], requests: [UPLOADS], priority: 1,
      };
      const made = new CanaryPlan(chart, 'plan', everything);
      expect(made.weight).toBe(0);
      expect(made.outline).toEqual(['> step 0: 0 %', '  step 1: 5 %, for 600s', '  step 2: 25 %, for 600s', '  step 3: 100 %, for 600s']);
    })).toMatchObject([{ name: 'plan-always' }, { name: 'plan', route: split({ v1: 100, v2: 0 }) }, { name: 'reviews' }]);
  });
});

describe('by Argo Rollouts', () => {
  test('the Rollout names the routes that have a share for the canary, of the mesh and of gateways', () => {
    const all = objects((chart) => {
      const reviews = service(chart);
      const made = argo(reviews);
      new ResilientService(chart, 'uploads', { service: reviews, timeout: Duration.seconds(60), requests: [UPLOADS] });
      new RequestTransform(chart, 'gone', { service: reviews, directResponse: { status: 410 }, requests: [TESTER] });
      new ExposedService(chart, 'public', { service: reviews, gateway: gateway(chart), hosts: ['shop.example.com'] });
      expect(made.ignoreDifferences).toEqual([
        { group: 'networking.istio.io', kind: 'VirtualService', name: 'reviews', namespace: 'shop', jqPathExpressions: ['.spec.http[].route[]?.weight'] },
        { group: 'networking.istio.io', kind: 'VirtualService', name: 'edge-shop-example-com', namespace: 'shop', jqPathExpressions: ['.spec.http[].route[]?.weight'] },
        {
          group: 'networking.istio.io',
          kind: 'DestinationRule',
          name: 'reviews',
          namespace: 'shop',
          jqPathExpressions: ['.spec.subsets[].labels["rollouts-pod-template-hash"]'],
        },
        { group: 'apps', kind: 'Deployment', name: 'reviews', namespace: 'shop', jqPathExpressions: ['.spec.replicas'] },
      ]);
    });
    expect(specOf(all, 'Rollout')).toEqual({
      workloadRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'reviews' },
      strategy: {
        canary: {
          trafficRouting: {
            istio: {
              virtualServices: [{ name: 'reviews', routes: ['uploads', 'rollout'] }, { name: 'edge-shop-example-com', routes: ['uploads', 'rollout'] }],
              destinationRule: { name: 'reviews', stableSubsetName: 'stable', canarySubsetName: 'canary' },
            },
          },
          steps: [{ setWeight: 5 }, { pause: { duration: '600s' } }, { setWeight: 25 }, { pause: { duration: '600s' } }, { setWeight: 100 }, { pause: { duration: '600s' } }],
        },
      },
    });
    const http = specOf(all, 'VirtualService', 'reviews').http as Array<{ name: string; route?: unknown }>;
    expect(http.map(({ name }) => name)).toEqual(['gone', 'uploads', 'rollout']);
    expect(http[2].route).toEqual(split({ stable: 100, canary: 0 }));
    expect(specOf(all, 'DestinationRule')).toEqual({ host: host(), subsets: [{ name: 'canary', labels: {} }, { name: 'stable', labels: {} }] });
  });

  test('every property', () => {
    const spec = specOf(objects((chart) => {
      const everything: Required<ArgoRolloutsCanaryProps> = {
        service: service(chart), deployment: 'reviews', steps: WEIGHTS, replicas: 3, scaleDown: RolloutScaleDown.ON_SUCCESS,
      };
      new ArgoRolloutsCanary(chart, 'rollout', everything);
    }), 'Rollout') as { replicas: number; workloadRef: { scaleDown: string }; strategy: { canary: { steps: unknown } } };
    expect([spec.replicas, spec.workloadRef.scaleDown]).toEqual([3, 'onsuccess']);
    expect(spec.strategy.canary.steps).toEqual([{ setWeight: 5 }, { pause: {} }, { setWeight: 25 }, { pause: {} }, { setWeight: 100 }]);
  });

  test('alone it is right', () => { expect(findings((chart) => argo(service(chart)))).toEqual([]); });
});

describe('by Flagger', () => {
  test('it does not matter what is declared first', () => {
    const patience = (of: MeshService) => new ResilientService(of.node.scope as Chart, 'patience', { service: of, timeout: Duration.seconds(5) });
    const before = objects(conflict((of) => { flagger(of); patience(of); }));
    const after = objects(conflict((of) => { patience(of); flagger(of); }));
    expect(specOf(after, 'VirtualService', 'reviews-routes')).toEqual(specOf(before, 'VirtualService', 'reviews-routes'));
  });

  test('routes delegate to the VirtualService that Flagger owns, and keep what else is said', () => {
    const all = objects((chart) => {
      const reviews = service(chart);
      flagger(reviews);
      new ResilientService(chart, 'patience', { service: reviews, timeout: Duration.seconds(5) });
      new RequestTransform(chart, 'gone', { service: reviews, directResponse: { status: 410 }, requests: [UPLOADS] });
      new ExposedService(chart, 'public', { service: reviews, gateway: gateway(chart), hosts: ['shop.example.com'] });
    });
    const http = [
      { name: 'gone', match: [{ uri: { prefix: '/upload' } }], directResponse: { status: 410 } },
      { name: 'flagger', delegate: { name: 'reviews', namespace: 'shop' }, timeout: '5s' },
    ];
    expect(specOf(all, 'VirtualService', 'reviews-routes')).toEqual({ hosts: [host()], http });
    expect(specOf(all, 'VirtualService', 'edge-shop-example-com').http).toEqual(http);
    expect(all.map(({ kind }) => kind)).not.toContain('DestinationRule');
    expect(specOf(all, 'Canary')).toEqual({
      targetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'reviews' },
      service: { name: 'reviews', port: 9080, delegation: true },
      analysis: {
        interval: '60s', threshold: 5, stepWeights: [5, 25, 100], metrics: [{ name: 'request-success-rate', interval: '60s', thresholdRange: { min: 99 } }],
      },
    });
  });

  test('every property', () => {
    expect(specOf(objects((chart) => {
      const everything: Required<FlaggerCanaryProps> = {
        service: service(chart),
        deployment: 'reviews',
        port: 9080,
        targetPort: 8080,
        steps: WEIGHTS,
        interval: Duration.seconds(30),
        threshold: 2,
        minSuccessRate: 99.5,
        maxDuration: Duration.millis(500),
        trafficPolicy: { connectionPool: { tcp: { maxConnections: 10 } } },
      };
      new FlaggerCanary(chart, 'flagger', everything);
    }), 'Canary')).toEqual({
      targetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'reviews' },
      service: { name: 'reviews', port: 9080, targetPort: 8080, delegation: true, trafficPolicy: { connectionPool: { tcp: { maxConnections: 10 } } } },
      analysis: {
        interval: '30s',
        threshold: 2,
        stepWeights: [5, 25, 100],
        metrics: [
          { name: 'request-success-rate', interval: '30s', thresholdRange: { min: 99.5 } },
          { name: 'request-duration', interval: '30s', thresholdRange: { max: 500 } },
        ],
      },
    });
  });
});

const weights = (owner: string, controller: string, construct: string) =>
  `error shop/${owner}: it says weights for reviews.shop.svc.cluster.local, which ${controller} changes for shop/${construct}; one of them must do so; ` +
  'remove the weights that are written down, or the controller\'s construct [CI0131]';

test('weights that are written down and a controller are both told', () => {
  const only = (build: (of: MeshService) => void) => findings(conflict(build)).filter((line) => line.includes('CI0131'));
  expect(only((of) => { argo(of); canary(of, { requests: [TESTER] }); })).toEqual([weights('canary', 'Argo Rollouts', 'rollout')]);
  expect(only((of) => { flagger(of); plan(of); })).toEqual([weights('plan', 'Flagger', 'flagger')]);
});

reports({
  'a version that Argo Rollouts removes': [
    conflict((of) => { argo(of); of.version('v3'); }),
    'error shop/rollout: shop/reviews has the version v3, whose subset Argo Rollouts removes; it must have stable and canary only; remove the version, or ' +
    'leave this service to Git [CI0132]',
  ],
  'a circuit breaker that Flagger goes around': [
    conflict((of) => { flagger(of); new ResilientService(of.node.scope as Chart, 'limits', { service: of, circuitBreaker: { maxConnections: 1 } }); }),
    'error shop/flagger: shop/reviews has versions or a traffic policy, and Flagger sends its requests to other services; it must have none; give ' +
    'trafficPolicy here, and no versions [CI0132]',
  ],
});

refuses({
  'steps that go down': [(chart) => plan(service(chart), { steps: [{ weight: 50 }, { weight: 5 }] }),
    'shop/plan: steps[1].weight is 5; it must be more than in the step before, 50'],
  'a step of nothing': [(chart) => plan(service(chart), { steps: [{ weight: 0 }] }), 'shop/plan: steps[0].weight is 0; it must be between 1 and 100'],
  'no steps': [(chart) => plan(service(chart), { steps: [] }), 'shop/plan: steps is []; it must be a list of at least one element'],
  'a step that there is not': [(chart) => plan(service(chart), { step: 4 }), 'shop/plan: step is 4; it must be between 0 and 3'],
  'one version twice': [conflict((of) => plan(of, { canary: of.version('v1') })), 'shop/plan: canary is "v1"; it must be another version than the stable one'],
  'two controllers': [conflict((of) => { argo(of); flagger(of); }),
    'shop/flagger: the weights of shop/reviews are already those of shop/rollout; they must have one owner; remove one of the two'],
  'connections for Argo Rollouts': [(chart) => argo(service(chart, 'reviews', [HTTP, TCP])),
    'shop/rollout: shop/reviews has ports without HTTP: tcp (5432); it must have HTTP ports only, whose routes Argo Rollouts changes'],
  'pauses for Flagger': [(chart) => flagger(service(chart), { steps: STEPS }), 'shop/flagger: steps[0].pause is given; it must be left out; give interval'],
  'a threshold of none': [(chart) => flagger(service(chart, 'reviews', [port('http', 9080)]), { threshold: 0 }), 'shop/flagger: threshold is 0; it must be at least 1'],
});
