import { describeOutcome, nameOf, percent } from './describe';
import type { Judgement } from './judgement';
import type { MirrorExpectation } from './mirror-expectation';
import type { RouteExpectation } from './route-expectation';
import { RequestOutcome } from '../request-outcome';
import type { Treatment } from '../treatment';

/** Shares are compared to a thousandth of a percent: thirds have no exact one. */
const PRECISION = 0.001;

/** All requests, or the given share, go to a host, and arrive there. */
export function routesTo(treatment: Treatment, host: string, { subset, port, weight = 100 }: RouteExpectation = {}): Judgement {
  const share = treatment.destinations
    .filter((one) => isHost(one.host, host) && (subset === undefined || one.subset === subset) && (port === undefined || one.port === port))
    .filter(({ outcome }) => outcome === RequestOutcome.FORWARDED)
    .reduce((sum, one) => sum + one.weight, 0);
  const isRouted = ![RequestOutcome.REDIRECTED, RequestOutcome.ANSWERED].includes(treatment.outcome);
  return {
    holds: Math.abs((isRouted ? share : 0) - weight) < PRECISION,
    expected: `goes to ${nameOf({ host, subset, port, percentage: weight })}${weight === 100 ? '' : ` (${percent(weight)})`}`,
    found: describeOutcome(treatment),
  };
}

/** A route of that name takes the request. */
export function takesRoute({ route, virtualService, ...treatment }: Treatment, name: string): Judgement {
  const by = virtualService === undefined ? '' : ` of ${virtualService}`;
  return {
    holds: route === name,
    expected: `takes the route ${JSON.stringify(name)}`,
    found: route === undefined ? `takes no route that has a name: it ${describeOutcome(treatment)}` : `takes the route ${JSON.stringify(route)}${by}`,
  };
}

/** Copies of all requests, or of the given share, go to a host. */
export function isMirroredTo({ mirrors }: Treatment, host: string, { subset, percentage = 100 }: MirrorExpectation = {}): Judgement {
  const copies = mirrors.filter((one) => isHost(one.host, host) && (subset === undefined || one.subset === subset));
  const shown = mirrors.map((one) => `${nameOf(one)} (${percent(one.percentage)})`).join(', ');
  return {
    holds: percentage === 0 ? copies.every((one) => one.percentage === 0) : copies.some((one) => Math.abs(one.percentage - percentage) < PRECISION),
    expected: `is mirrored to ${nameOf({ host, subset, percentage })} (${percent(percentage)})`,
    found: mirrors.length === 0 ? 'is mirrored to nobody' : `is mirrored to ${shown}`,
  };
}

/** The destination gets the request with this path. */
export function hasPath(treatment: Treatment, path: string): Judgement {
  return {
    holds: treatment.path === path,
    expected: `comes to its destination with the path ${path}`,
    found: treatment.path === undefined ? describeOutcome(treatment) : `comes with the path ${treatment.path}`,
  };
}

/** The destination gets the request with this host. */
export function hasAuthority(treatment: Treatment, authority: string): Judgement {
  return {
    holds: treatment.authority === authority,
    expected: `comes to its destination with the host ${authority}`,
    found: treatment.authority === undefined ? describeOutcome(treatment) : `comes with the host ${treatment.authority}`,
  };
}

/** Whether a name stands for a host: `reviews`, `reviews.shop` and so on for `reviews.shop.svc.cluster.local`. */
function isHost(host: string, name: string): boolean {
  if (host === name) { return true; }
  const isService = /^[^.]+\.[^.]+\.svc\./.test(host);
  return isService && host.startsWith(`${name}.`) && ['', 'svc'].includes(name.split('.').slice(2).join('.'));
}
