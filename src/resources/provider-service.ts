import type { Field } from '../model/field';
import { isIpAddress } from '../model/go/addresses';
import { fqdnProblem } from '../model/go/host-names';
import { namespacedHostProblem } from '../model/go/namespaced-hosts';
import { defined, type JsonObject } from '../model/json';
import { requireOneOf, requirePort, requireText } from '../model/require';

/** The service that an extension provider is. */
export interface ProviderService {
  /**
   * Its full host (`zipkin.tracing.svc.cluster.local`), as Kubernetes or a ServiceEntry has it; `namespace/host`, where several
   * namespaces have the host.
   */
  readonly service: string;

  /** Its port. */
  readonly port: number;
}

/** A header that proxies send to a provider. One of `value` and `envName` is given. */
export interface ProviderHeader {
  /** Its name. */
  readonly name: string;

  /**
   * Its value.
   *
   * @default - see envName
   */
  readonly value?: string;

  /**
   * The variable in the environment of the control plane's container that holds its value. Proxies are told the value in plain text.
   *
   * @default - see value
   */
  readonly envName?: string;
}

/** The host and the port of a provider. */
export function renderProviderService({ service, port }: ProviderService, field: Field): JsonObject {
  const problem = requireText(service, field.at('service')).includes('/') ? namespacedHostProblem(service, 'sidecar')
    : fqdnProblem(service) === undefined || isIpAddress(service) ? undefined : 'the host of a service, or namespace/host';
  if (problem !== undefined) { throw field.at('service').error(service, problem); }
  return { service, port: requirePort(port, field.at('port')) };
}

/** Headers that are sent to a provider. */
export function renderProviderHeaders(headers: ProviderHeader[], field: Field): JsonObject[] {
  return headers.map((header, i) => {
    requireOneOf(header, ['value', 'envName'], field.at(i));
    return defined({ name: requireText(header.name, field.at(i).at('name')), value: header.value, envName: header.envName });
  });
}

/** Lengths of tags, of which Istio takes 0 for its own choice. */
export const TAG_LENGTH = { least: 1, most: 4294967295 };
