import type { Duration } from 'cdk8s';
import type { Field } from '../model/field';
import { defined, given, type JsonObject } from '../model/json';
import { requireInteger, requirePort, requireSome, requireText } from '../model/require';

/** How often a workload is asked whether it is ready, and how its answers count. Times are in whole seconds. */
export interface ReadinessProbeOptions {
  /**
   * The time before it is asked for the first time.
   *
   * @default - none
   */
  readonly initialDelay?: Duration;

  /**
   * The time that it has to answer.
   *
   * @default - 1 second
   */
  readonly timeout?: Duration;

  /**
   * The time between two questions.
   *
   * @default - 10 seconds
   */
  readonly period?: Duration;

  /**
   * Good answers in a row that make it ready.
   *
   * @default 1
   */
  readonly successThreshold?: number;

  /**
   * Bad answers in a row that make it not ready.
   *
   * @default 1
   */
  readonly failureThreshold?: number;
}

/** How a workload is asked over TCP. */
export interface TcpProbeOptions extends ReadinessProbeOptions {
  /**
   * The host to connect to.
   *
   * @default - the workload's own address
   */
  readonly host?: string;
}

/** What a readiness probe speaks. */
export enum ProbeScheme {
  /** Plain HTTP. */
  HTTP = 'HTTP',
  /** HTTP over TLS. The certificate is not verified. */
  HTTPS = 'HTTPS',
}

/** A header of a readiness probe. */
export interface ProbeHeader {
  /** Its name: letters, digits and "-". */
  readonly name: string;

  /** Its value. */
  readonly value: string;
}

/** How a workload is asked over HTTP. */
export interface HttpProbeOptions extends TcpProbeOptions {
  /**
   * The path.
   *
   * @default /
   */
  readonly path?: string;

  /**
   * Plain HTTP or HTTPS.
   *
   * @default ProbeScheme.HTTP
   */
  readonly scheme?: ProbeScheme;

  /**
   * Headers of the request; a name may be there several times.
   *
   * @default - none
   */
  readonly headers?: ProbeHeader[];
}

const MAX_INT32 = 2147483647;

/**
 * How the agent beside a workload finds out whether the workload can take traffic.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/workload-group/#ReadinessProbe
 */
export class ReadinessProbe {
  /** By a GET request that is answered with a status from 200 to 399. */
  public static httpGet(port: number, options: HttpProbeOptions = {}): ReadinessProbe {
    return new ReadinessProbe((field) => ({ httpGet: renderHttpGet(port, options, field) }), options);
  }

  /** By a connection to a port. */
  public static tcpSocket(port: number, options: TcpProbeOptions = {}): ReadinessProbe {
    return new ReadinessProbe((field) => ({ tcpSocket: renderTcpSocket(port, options, field) }), options);
  }

  /** By a command on the workload's machine that exits with 0. */
  public static exec(command: string[], options: ReadinessProbeOptions = {}): ReadinessProbe {
    return new ReadinessProbe((field) => ({ exec: { command: renderCommand(command, field.at('command')) } }), options);
  }

  private constructor(private readonly method: (field: Field) => JsonObject, private readonly options: ReadinessProbeOptions) {}

  /** @internal */
  public _render(field: Field): JsonObject {
    const { initialDelay, timeout, period, successThreshold, failureThreshold } = this.options;
    return defined({
      ...this.method(field),
      initialDelaySeconds: given(initialDelay, (delay) => renderSeconds(delay, field.at('initialDelay'), 0)),
      timeoutSeconds: given(timeout, (time) => renderSeconds(time, field.at('timeout'), 1)),
      periodSeconds: given(period, (time) => renderSeconds(time, field.at('period'), 1)),
      // Istio takes 0 for the default.
      successThreshold: given(successThreshold, (count) => requireInteger(count, field.at('successThreshold'), 1, MAX_INT32)),
      failureThreshold: given(failureThreshold, (count) => requireInteger(count, field.at('failureThreshold'), 1, MAX_INT32)),
    });
  }
}

/** The `probe` of a WorkloadGroup. */
export function renderReadinessProbe(probe: ReadinessProbe, field: Field): JsonObject {
  return probe._render(field);
}

function renderTcpSocket(port: number, { host }: TcpProbeOptions, field: Field): JsonObject {
  return defined({
    port: requirePort(port, field.at('port')),
    host: given(host, (text) => requireText(text, field.at('host'))),
  });
}

function renderHttpGet(port: number, options: HttpProbeOptions, field: Field): JsonObject {
  return defined({
    ...renderTcpSocket(port, options, field),
    path: given(options.path, (path) => requirePath(path, field.at('path'))),
    scheme: options.scheme,
    httpHeaders: given(options.headers, (headers) => headers.map((header, i) => renderHeader(header, field.at('headers').at(i)))),
  });
}

function renderHeader({ name, value }: ProbeHeader, field: Field): JsonObject {
  if (!/^[-A-Za-z0-9]+$/.test(name)) { throw field.at('name').error(name, 'letters, digits and "-"'); }
  return { name, value };
}

function requirePath(path: string, field: Field): string {
  if (path.startsWith('/')) { return path; }
  throw field.error(path, 'a path that starts with "/"');
}

function renderCommand(command: string[], field: Field): string[] {
  return requireSome(command, field).map((word, i) => requireText(word, field.at(i)));
}

function renderSeconds(duration: Duration, field: Field, min: number): number {
  const seconds = duration.toMilliseconds({ integral: false }) / 1000;
  if (Number.isInteger(seconds) && seconds >= min && seconds <= MAX_INT32) { return seconds; }
  throw field.error(`${seconds}s`, `whole seconds, at least ${min}s`);
}
