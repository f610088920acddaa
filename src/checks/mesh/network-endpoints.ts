import { ipOrCidrProblem } from '../../model/go/addresses';
import { hostLabelProblem } from '../../model/go/host-names';
import { ANY, eachObject } from '../check';
import { Severity } from '../finding';
import { MESH_NETWORKS_FIELDS, meshNetworksIn } from '../mesh-places';

/** See its title. */
export const networkEndpoints = eachObject({
  code: 'CI1320',
  name: 'network-endpoints',
  title: 'The endpoints of a network are told by ranges of addresses or by clusters.',
  severity: Severity.ERROR,
  kinds: [ANY],
  fields: MESH_NETWORKS_FIELDS,
  explanation: 'The control plane refuses all networks of the mesh if one is wrong, and knows none then: traffic between networks finds no way. Nobody tells before.',
  fix: 'write fromCidr: RANGE, or fromRegistry: CLUSTER',
  equivalents: ['IV-MN-001', 'IV-MN-002'],
  *object(object, view) {
    for (const { at } of meshNetworksIn(object, view)) {
      for (const endpoint of at.entries().flatMap(([, network]) => network.at('endpoints').items())) {
        for (const [name, problem] of [['fromCidr', ipOrCidrProblem], ['fromRegistry', hostLabelProblem]] as const) {
          const value = endpoint.at(name);
          const allowed = value.text === undefined ? undefined : problem(value.text);
          if (allowed !== undefined) { yield value.mustBe(allowed); }
        }
      }
    }
  },
});
