import { hasOutcome, isAllowed, isAnsweredWith, isDenied, isRedirectedTo, isUnauthenticated } from './expectation/answers';
import { hasTimeout, isAborted, isDelayed, isProtected, isRetried } from './expectation/hops';
import { failure, type Judgement } from './expectation/judgement';
import { hasAuthority, hasPath, isMirroredTo, routesTo, takesRoute } from './expectation/routing';
import { HopSecurity } from './hop-security';
import type { Treatment } from './treatment';

/** The expectations by the names that matchers have. */
const EXPECTATIONS = {
  toRouteTo: routesTo,
  toTakeRoute: takesRoute,
  toBeMirroredTo: isMirroredTo,
  toHavePath: hasPath,
  toHaveAuthority: hasAuthority,
  toBeRedirectedTo: isRedirectedTo,
  toBeAnsweredWith: isAnsweredWith,
  toBeAllowed: isAllowed,
  toBeDenied: isDenied,
  toBeUnauthenticated: isUnauthenticated,
  toHaveOutcome: hasOutcome,
  toBeMutualTls: (treatment: Treatment) => isProtected(treatment, HopSecurity.MUTUAL_TLS),
  toBePlainText: (treatment: Treatment) => isProtected(treatment, HopSecurity.PLAIN_TEXT),
  toHaveTimeout: hasTimeout,
  toBeRetried: isRetried,
  toBeDelayed: isDelayed,
  toBeAborted: isAborted,
};

type Expectations = typeof EXPECTATIONS;
type Expected<F> = F extends (treatment: Treatment, ...expected: infer E) => Judgement ? E : never;

/** What `expect(mesh.request(...))` can be followed by. */
export type TrafficMatchers<R> = { [name in keyof Expectations]: (...expected: Expected<Expectations[name]>) => R };

/** What `expect.extend` of jest and of vitest takes. */
export const trafficMatchers = Object.fromEntries(Object.entries(EXPECTATIONS).map(([name, expectation]) => [name, matcher(name, expectation)]));

interface Matched {
  readonly pass: boolean;
  message(): string;
}

function matcher(name: string, expectation: (treatment: Treatment, ...expected: never[]) => Judgement) {
  return function (this: { readonly isNot?: boolean } | void, received: unknown, ...expected: unknown[]): Matched {
    if (!isTreatment(received)) { throw new Error(`${name} is for what MeshTesting.request gives`); }
    const isNot = this?.isNot === true;
    const problem = failure(received, expectation(received, ...expected as never[]), isNot);
    // The runner turns `pass` round after `.not`.
    return { pass: (problem === undefined) !== isNot, message: () => problem ?? '' };
  };
}

function isTreatment(received: unknown): received is Treatment {
  return typeof received === 'object' && received !== null && 'outcome' in received && 'explanation' in received;
}
