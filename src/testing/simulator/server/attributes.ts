import { rangeTest } from './address-ranges';
import { type Facts, claimOf, headerOf } from './facts';
import {
  type TextTest, headerTest, hostTest, namespaceTest, pathTest, principalTest, requestPrincipalTests, serviceAccountTest, textTest, trustDomainTest,
} from './text-patterns';
import { type Known, PRESENT, type Truth, UNKNOWN } from './truth';

/** Whether a request has a value of an attribute. */
export type Matcher = (facts: Facts) => Truth;

/** Something that rules ask of requests (`pilot/pkg/security/authz/model/generator.go`). */
export interface Attribute {
  /** Whether only HTTP has it. */
  readonly httpOnly: boolean;
  /** Whether it is of what is asked for, and not of who asks. */
  readonly ofOperation?: boolean;
  /** For a value of a rule; `undefined`, if Istio cannot read the value. */
  readonly matcher: (value: string) => Matcher | undefined;
}

/** The attribute that a key names; `undefined`, if Istio knows no such key, and so leaves the rule out. */
export function attribute(key: string, policyNamespace: string): Attribute | undefined {
  switch (key) {
    case 'source.ip': return address(({ sourceIp }) => sourceIp);
    case 'remote.ip': return address(({ remoteIp }) => remoteIp);
    case 'source.namespace': return identity(namespaceTest);
    case 'source.trustDomain': return identity(trustDomainTest);
    case 'source.serviceAccount': return identity((value) => serviceAccountTest(value, policyNamespace));
    case 'source.principal': return identity(principalTest);
    case 'request.auth.principal': return requestPrincipal;
    case 'request.auth.audiences': return claim(['aud']);
    case 'request.auth.presenter': return claim(['azp']);
    case 'destination.ip': return { ...address(({ destinationIp }) => destinationIp), ofOperation: true };
    case 'destination.port': return port;
    case 'connection.sni': return { httpOnly: false, ofOperation: true, matcher: (value) => ofText(textTest(value), ({ sni }) => sni ?? '') };
    default:
  }
  if (key.startsWith('experimental.envoy.filters.')) {
    return { httpOnly: false, ofOperation: true, matcher: () => (/^[^[]+\[/.test(key) ? () => undefined : undefined) };
  }
  if (key.startsWith('request.headers')) {
    const name = bracketed(key.slice('request.headers'.length));
    return { httpOnly: true, matcher: (value) => (name === undefined ? undefined : ofHeader(name, value, headerTest)) };
  }
  if (key.startsWith('request.auth.claims')) { return claim(claimPath(key.slice('request.auth.claims'.length))); }
  return undefined;
}

/** The attributes of an operation that only its fields can name. */
export const HOSTS: Attribute = { httpOnly: true, ofOperation: true, matcher: (value) => ofHeader(':authority', value, hostTest) };
export const METHODS: Attribute = { httpOnly: true, ofOperation: true, matcher: (value) => ofHeader(':method', value, headerTest) };
export const PATHS: Attribute = {
  httpOnly: true, ofOperation: true, matcher: (value) => ofText(pathTest(value), ({ request }) => request?.path.replace(/[?#].*$/s, '')),
};

const port: Attribute = {
  httpOnly: false,
  ofOperation: true,
  matcher: (value) => (/^\d+$/.test(value) && Number(value) <= 65535 ? (facts) => facts.port === Number(value) : undefined),
};

const requestPrincipal: Attribute = {
  httpOnly: true,
  matcher: (value) => {
    const { issuer, subject } = requestPrincipalTests(value);
    return ({ claims }) => (claims === UNKNOWN ? undefined : claims !== undefined && ofAText(claims.iss, issuer) && ofAText(claims.sub, subject));
  },
};

function claim(path: readonly string[] | undefined): Attribute {
  return {
    httpOnly: true,
    matcher: (value) => {
      if (path === undefined) { return undefined; }
      const test = textTest(value);
      return ({ claims }) => {
        if (claims === UNKNOWN || claims === undefined) { return claims === undefined ? false : undefined; }
        const found = claimOf(claims, path);
        return Array.isArray(found) ? found.some((one) => ofAText(one, test)) : ofAText(found, test);
      };
    },
  };
}

function identity(testOf: (value: string) => TextTest): Attribute {
  return { httpOnly: false, matcher: (value) => ofText(testOf(value), ({ principal }) => principal) };
}

function address(of: (facts: Facts) => Known<string>): Attribute {
  return {
    httpOnly: false,
    matcher: (value) => {
      const test = rangeTest(value);
      return test === undefined ? undefined : ofText(test, of);
    },
  };
}

function ofHeader(name: string, value: string, testOf: (value: string) => TextTest): Matcher {
  const of = ({ request }: Facts): Known<string> => (request === undefined ? undefined : headerOf(request, name));
  const matcher = ofText(testOf(value), of);
  return value === '*' ? (facts) => of(facts) === PRESENT || matcher(facts) : matcher;
}

function ofText(test: TextTest, of: (facts: Facts) => Known<string>): Matcher {
  return (facts) => {
    const text = of(facts);
    return text === UNKNOWN || text === PRESENT ? undefined : text !== undefined && test(text);
  };
}

/** Claims that are no texts match nothing: numbers, for example. */
function ofAText(value: unknown, test: TextTest): boolean {
  return typeof value === 'string' && test(value);
}

function bracketed(text: string): string | undefined {
  return text.startsWith('[') && text.endsWith(']') ? text.slice(1, -1) : undefined;
}

/** The names in `[a][b]`; whatever is else in brackets is one name. */
function claimPath(text: string): readonly string[] | undefined {
  const inside = bracketed(text);
  return /^(?:\[[^[\]]*\])+$/.test(text) ? text.slice(1, -1).split('][') : inside === undefined ? undefined : [inside];
}
