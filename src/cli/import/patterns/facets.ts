import { canonical, type Json, type JsonObject } from '../../../model/json';

/** What patterns would say, if routes are theirs. */
export interface Facets {
  readonly canary?: { readonly id: string; readonly stable: string; readonly canary: string; readonly weight: number; readonly always?: Json };
  readonly experiment?: {
    readonly id: string;
    readonly control: string;
    readonly variants: ReadonlyArray<{ readonly version: string; readonly requests: Json }>;
  };
  readonly mirrors: ReadonlyArray<{ readonly id: string; readonly requests?: Json; readonly targets: readonly Target[] }>;
  readonly resilience: ReadonlyArray<{ readonly id: string; readonly requests?: Json; readonly timeout?: Json; readonly retries?: Json }>;
  readonly faults: ReadonlyArray<{ readonly id: string; readonly requests?: Json; readonly says: Json }>;
}

interface Target {
  /** The version of the service itself that is meant, if it is. */
  readonly version?: string;
  readonly destination: Json;
  readonly percentage: number;
}

type Share = readonly [subset: string | undefined, weight: number];

const SAID = ['name', 'match', 'route', 'mirrors', 'timeout', 'retries', 'fault'];

/**
 * The last route takes all requests: what it says is said of all. What a route before it says differently is said of its
 * requests. Whether the patterns really yield these routes is seen when they are tried.
 */
export function facetsOf(service: string, routes: readonly JsonObject[] | undefined, isSelf: (host: Json) => boolean): Facets | undefined {
  const base = routes?.[routes.length - 1];
  if (routes === undefined || base === undefined || base.match !== undefined) { return undefined; }
  const wrong = routes.some((route) => Object.keys(route).some((key) => !SAID.includes(key)) || sharesOf(route, isSelf) === undefined);
  if (wrong || routes.slice(0, -1).some(({ match }) => match === undefined)) { return undefined; }

  const idOf = (route: JsonObject, what: string) => (typeof route.name === 'string' ? route.name : `${service}-${what}`);
  const others = routes.slice(0, -1).map((route, i) => ({ route, number: routes.length > 2 ? `-${i + 1}` : '' }));
  const shares = sharesOf(base, isSelf) as Share[];
  const elsewhere = others.filter(({ route }) => canonical(route.route) !== canonical(base.route));
  const split = splitOf(base, shares, elsewhere.map(({ route }) => route), isSelf, idOf);
  if (split === undefined) { return undefined; }

  const free = (route: JsonObject, what: string) => (route === base && Object.keys(split).length > 0 ? `${service}-${what}` : idOf(route, what));
  const differing = (keys: readonly string[]) =>
    others.filter(({ route }) => keys.some((key) => route[key] !== undefined && canonical(route[key]) !== canonical(base[key])));
  return {
    ...split,
    mirrors: [{ route: base, number: '' }, ...differing(['mirrors'])].filter(({ route }) => route.mirrors !== undefined)
      .map(({ route, number }) => ({ id: free(route, `mirror${number}`), requests: route.match, targets: targetsOf(route, isSelf) })),
    resilience: [{ route: base, number: '' }, ...differing(['timeout', 'retries'])].filter(({ route }) => route.timeout !== undefined || route.retries !== undefined)
      .map(({ route, number }) => ({ id: free(route, `resilience${number}`), requests: route.match, timeout: route.timeout, retries: route.retries })),
    faults: [{ route: base, number: '' }, ...others].filter(({ route }) => route.fault !== undefined && (route === base || canonical(route.fault) !== canonical(base.fault)))
      .map(({ route, number }) => ({ id: free(route, `fault${number}`), requests: route.match, says: route.fault as Json })),
  };
}

/** Who says where requests go; nobody, if they go to the host itself. */
function splitOf(
  base: JsonObject, shares: readonly Share[], elsewhere: readonly JsonObject[], isSelf: (host: Json) => boolean,
  idOf: (route: JsonObject, what: string) => string,
): Pick<Facets, 'canary' | 'experiment'> | undefined {
  const variants = elsewhere.map((route) => ({ shares: sharesOf(route, isSelf) as Share[], requests: route.match as Json }));
  const [first, second] = shares;
  if (shares.length === 2 && first[0] !== undefined && second[0] !== undefined && first[1] + second[1] === 100) {
    const [always, ...more] = variants;
    if (more.length > 0 || (always !== undefined && (always.shares.length > 1 || always.shares[0][0] !== second[0]))) { return undefined; }
    return { canary: { id: idOf(base, 'canary'), stable: first[0], canary: second[0], weight: second[1], always: always?.requests } };
  }
  if (shares.length > 1 || variants.some((variant) => variant.shares.length > 1 || variant.shares[0][0] === undefined)) { return undefined; }
  if (first[0] === undefined) { return variants.length === 0 ? {} : undefined; }
  if (variants.length === 0) { return undefined; }
  return {
    experiment: {
      id: idOf(base, 'experiment'),
      control: first[0],
      variants: variants.map((variant) => ({ version: variant.shares[0][0] as string, requests: variant.requests })),
    },
  };
}

/** The destinations of a route, if they are of the service itself, plainly. */
function sharesOf(route: JsonObject, isSelf: (host: Json) => boolean): Share[] | undefined {
  const destinations = (route.route ?? []) as JsonObject[];
  const shares = destinations.map(({ destination, weight, ...more }): Share | undefined => {
    const { host, subset, ...rest } = (destination ?? {}) as JsonObject;
    if (Object.keys(more).length > 0 || Object.keys(rest).length > 0 || !isSelf(host ?? null)) { return undefined; }
    return [subset as string | undefined, (weight as number | undefined) ?? 100];
  });
  return shares.length === 0 || shares.includes(undefined) ? undefined : shares as Share[];
}

function targetsOf(route: JsonObject, isSelf: (host: Json) => boolean): Target[] {
  return (route.mirrors as JsonObject[]).map(({ destination, percentage }) => {
    const { host, subset, port } = destination as JsonObject;
    const version = isSelf(host ?? null) && port === undefined ? subset as string | undefined : undefined;
    return { version, destination: destination as Json, percentage: (percentage as { value: number }).value };
  });
}
