import type { PodsDefaults } from './profile-defaults';
import type { Field } from '../model/field';
import { amountOf } from '../model/quantity';
import type { OperatorResources } from '../resources/operator-resources';

/** Kubernetes takes no container that asks for more than it may get, be it by what is given or by what Istio says. */
export function requireWithinLimits(resources: OperatorResources, defaults: PodsDefaults | undefined, field: Field): void {
  const { requests = {}, limits = {} } = resources;
  for (const [resource, request] of Object.entries(requests)) {
    const limit = limits[resource] ?? defaults?.limits[resource];
    if (limit !== undefined && exceeds(request, limit)) {
      throw field.at('requests').at(resource).error(request, `at most the limit, ${limit}${limits[resource] === undefined ? ' by Istio' : ''}`,
        limits[resource] === undefined ? 'give a limit too' : undefined);
    }
  }
  for (const [resource, limit] of Object.entries(limits)) {
    const request = defaults?.requests[resource];
    if (requests[resource] === undefined && request !== undefined && exceeds(request, limit)) {
      throw field.at('limits').at(resource).error(limit, `at least what is asked for, ${request} by Istio`, 'give a request too');
    }
  }
}

function exceeds(request: string, limit: string): boolean {
  const [asked, given] = [amountOf(request), amountOf(limit)];
  return asked !== undefined && given !== undefined && asked > given;
}
