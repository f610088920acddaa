import { mergePolicies, type PolicyContribution } from '../../src/model/destination-policy';

const SUBSETS = [{ name: 'v2', labels: { version: 'v2' } }, { name: 'v1', labels: { version: 'v1' } }];
const pool = (owner: string, http: object, tcp: object = {}): PolicyContribution =>
  ({ owner, policy: { connectionPool: { http: { ...http }, tcp: { ...tcp } } } });

test('subsets are written in the order of their names', () => {
  expect(mergePolicies(SUBSETS, []).subsets).toEqual([
    { name: 'v1', labels: { version: 'v1' } }, { name: 'v2', labels: { version: 'v2' } },
  ]);
});

test('fields of several constructs go into one policy, whatever their order', () => {
  const a = pool('c/a', { http2MaxRequests: 10 });
  const b: PolicyContribution = { owner: 'c/b', policy: { connectionPool: { http: { maxRetries: 0 } }, outlierDetection: { consecutive5xxErrors: 0 } } };
  const merged = mergePolicies([], [a, b]);
  expect(merged.trafficPolicy).toEqual({
    connectionPool: { http: { http2MaxRequests: 10, maxRetries: 0 }, tcp: {} }, outlierDetection: { consecutive5xxErrors: 0 },
  });
  expect(JSON.stringify(mergePolicies([], [b, a]))).toBe(JSON.stringify(merged));
});

test('one field with two values is a conflict between the two who say it', () => {
  const { conflicts } = mergePolicies([], [pool('c/a', { maxRetries: 1 }), pool('c/b', { maxRetries: 2 }), pool('c/d', { maxRetries: 1 })]);
  expect(conflicts).toEqual([{ owners: ['c/a', 'c/b'], path: 'connectionPool.http.maxRetries', values: [1, 2] }]);
});

test('two load balancers never mix', () => {
  const { trafficPolicy, conflicts } = mergePolicies([], [
    { owner: 'c/a', policy: { loadBalancer: { simple: 'RANDOM' } } },
    { owner: 'c/b', policy: { loadBalancer: { consistentHash: { useSourceIp: true } } } },
  ]);
  expect(trafficPolicy).toEqual({ loadBalancer: { simple: 'RANDOM' } });
  expect(conflicts[0].path).toBe('loadBalancer');
});

test('what holds for the host is repeated in the block that a version adds to', () => {
  const { subsets } = mergePolicies(SUBSETS, [
    { owner: 'c/a', policy: { connectionPool: { tcp: { maxConnections: 5 } }, outlierDetection: { consecutive5xxErrors: 3 } } },
    { owner: 'c/b', subset: 'v1', policy: { connectionPool: { http: { maxRetries: 1 } } } },
  ]);
  expect(subsets[0]).toEqual({
    name: 'v1', labels: { version: 'v1' }, trafficPolicy: { connectionPool: { tcp: { maxConnections: 5 }, http: { maxRetries: 1 } } },
  });
  expect(subsets[1]).toEqual({ name: 'v2', labels: { version: 'v2' } });
});

test('what holds for the host is repeated whole in a port\'s entry, which replaces it', () => {
  const { trafficPolicy } = mergePolicies([], [
    { owner: 'c/a', policy: { connectionPool: { tcp: { maxConnections: 5 } }, tls: { mode: 'ISTIO_MUTUAL' } } },
    { owner: 'c/b', port: 90, policy: { tls: { mode: 'DISABLE' } } },
    { owner: 'c/b', port: 80, policy: { connectionPool: { tcp: { maxConnections: 7 } } } },
  ]);
  expect(trafficPolicy?.portLevelSettings).toEqual([
    { port: { number: 80 }, connectionPool: { tcp: { maxConnections: 7 } }, tls: { mode: 'ISTIO_MUTUAL' } },
    { port: { number: 90 }, connectionPool: { tcp: { maxConnections: 5 } }, tls: { mode: 'DISABLE' } },
  ]);
});

test('a version that adds to the host keeps what the host says of a port', () => {
  const { subsets } = mergePolicies(SUBSETS, [
    { owner: 'c/a', port: 90, policy: { connectionPool: { tcp: { maxConnections: 7 } } } },
    { owner: 'c/b', subset: 'v1', policy: { connectionPool: { http: { maxRetries: 1 } } } },
  ]);
  expect(subsets[0].trafficPolicy).toEqual({
    connectionPool: { http: { maxRetries: 1 } },
    portLevelSettings: [{ port: { number: 90 }, connectionPool: { tcp: { maxConnections: 7 }, http: { maxRetries: 1 } } }],
  });
  expect(subsets[1].trafficPolicy).toBeUndefined();
});
