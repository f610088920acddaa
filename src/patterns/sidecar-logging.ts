import type { Field } from '../model/field';
import { byCodeUnit, defined, given } from '../model/json';
import { requireAmong } from '../model/require';

/** What the proxy, Envoy, writes to its log. */
export enum ProxyLogLevel {
  /** All there is. */
  TRACE = 'trace',
  /** What helps to find mistakes. */
  DEBUG = 'debug',
  /** What happens. */
  INFO = 'info',
  /** What may be a mistake. */
  WARNING = 'warning',
  /** What failed. */
  ERROR = 'error',
  /** What stops it. */
  CRITICAL = 'critical',
  /** Nothing. */
  OFF = 'off',
}

/** What the agent, which runs the proxy, writes to its log. */
export enum AgentLogLevel {
  /** What helps to find mistakes. */
  DEBUG = 'debug',
  /** What happens. */
  INFO = 'info',
  /** What may be a mistake. */
  WARN = 'warn',
  /** What failed. */
  ERROR = 'error',
  /** What stops it. */
  FATAL = 'fatal',
  /** Nothing. */
  NONE = 'none',
}

/** What a sidecar writes to its log. Access logs are another matter: they are for Telemetry. */
export interface SidecarLogging {
  /**
   * What the proxy writes.
   *
   * @default - as the installation says: ProxyLogLevel.WARNING
   */
  readonly proxy?: ProxyLogLevel;

  /**
   * What components of the proxy write, where that differs: `{ http: ProxyLogLevel.DEBUG }`.
   *
   * @default - as the installation says: `misc` writes errors only
   */
  readonly proxyComponents?: { [component: string]: ProxyLogLevel };

  /**
   * What the agent writes.
   *
   * @default - as the installation says: AgentLogLevel.INFO
   */
  readonly agent?: AgentLogLevel;

  /**
   * What parts of the agent write, where that differs: `{ sds: AgentLogLevel.DEBUG }`.
   *
   * @default - as `agent` says
   */
  readonly agentScopes?: { [scope: string]: AgentLogLevel };
}

/** The annotations that say so. */
export function loggingAnnotations(logging: SidecarLogging, field: Field): { [annotation: string]: string | undefined } {
  const proxyLevels = Object.values(ProxyLogLevel);
  const agentLevels = Object.values(AgentLogLevel);
  const agent = given(logging.agent, (level) => `default:${requireAmong(level, agentLevels, field.at('agent'))}`);
  const scopes = given(logging.agentScopes, (levels) => levelList(levels, agentLevels, field.at('agentScopes')));
  if (logging.agentScopes?.default !== undefined && agent !== undefined) {
    throw field.problem(`${field.at('agent').path} and ${field.at('agentScopes').at('default').path} are given; it must be one of them`);
  }
  return defined({
    'sidecar.istio.io/logLevel': given(logging.proxy, (level) => requireAmong(level, proxyLevels, field.at('proxy'))),
    'sidecar.istio.io/componentLogLevel': given(logging.proxyComponents, (levels) => levelList(levels, proxyLevels, field.at('proxyComponents'))),
    'sidecar.istio.io/agentLogLevel': agent === undefined ? scopes : [agent, scopes].filter((one) => one !== undefined).join(','),
  });
}

function levelList<T extends string>(levels: { readonly [name: string]: T }, all: readonly T[], field: Field): string {
  const names = Object.keys(levels).sort(byCodeUnit);
  if (names.length === 0) { throw field.error(levels, 'at least one of them with its level', 'leave it out'); }
  return names.map((name) => {
    if (!/^[\w.-]+$/.test(name)) { throw field.problem(`${field.path} has the name ${JSON.stringify(name)}; it must be letters, digits, "_", "-" and "."`); }
    return `${name}:${requireAmong(levels[name], all, field.at(name))}`;
  }).join(',');
}
