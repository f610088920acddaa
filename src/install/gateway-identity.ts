import type { InstallGateway } from './install-gateway';
import type { Field } from '../model/field';

/** A gateway and what Istio takes for what it does not say. */
export interface NamedGateway {
  readonly gateway: InstallGateway;
  readonly field: Field;
  /** The namespace that it is installed to. */
  readonly namespace: string;
  /** All labels that its pods have, and its Service selects. */
  readonly labels: { readonly [label: string]: string };
}

/** A Service has a name that is a DNS label and begins with a letter, and so has a gateway. */
export function requireGatewayName(name: string, field: Field): void {
  if (typeof name === 'string' && name.length <= 63 && /^[a-z]([a-z0-9-]*[a-z0-9])?$/.test(name)) { return; }
  throw field.error(name, 'lower-case letters, digits and "-", with a letter first and a letter or digit last, at most 63 characters');
}

/** Gateways that are installed must neither take each other's names nor each other's pods. */
export function requireApart(gateways: readonly NamedGateway[]): void {
  gateways.forEach((one, i) => {
    for (const other of gateways.slice(0, i)) {
      if (one.namespace !== other.namespace) { continue; }
      if (one.gateway.name === other.gateway.name) {
        throw one.field.at('name').error(one.gateway.name, `a name of its own in the namespace ${one.namespace}`,
          `${other.field.path} has it`);
      }
      if (selects(one, other) || selects(other, one)) {
        throw one.field.at('labels').error(one.gateway.labels, `labels that tell its pods from those of ${other.field.path}`,
          `their Services and autoscalers in the namespace ${one.namespace} would take each other's pods; give each a label istio of its own`);
      }
    }
  });
}

function selects(one: NamedGateway, other: NamedGateway): boolean {
  return Object.entries(one.labels).every(([label, value]) => other.labels[label] === value);
}
