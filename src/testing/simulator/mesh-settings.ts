import { objectAt, textAt } from './read';
import type { AppView } from '../../checks/app-view';
import { meshConfigs } from '../../checks/mesh-configs';
import type { JsonObject } from '../../model/json';

/** What MeshConfig says that decides about requests. */
export interface SimulatedMesh {
  /** The MeshConfigs of the app, one after the other; what the first says counts. */
  readonly json: JsonObject;
  readonly allowsAny: boolean;
  /** What objects are exported to that do not say it. */
  readonly exportTo: { readonly service: readonly string[]; readonly virtualService: readonly string[]; readonly destinationRule: readonly string[] };
  /** What is said for all sidecars of how requests are tried again. */
  readonly retries?: JsonObject;
  /** What is not known of it. */
  readonly undecided: readonly string[];
}

/** The MeshConfig of the app, or of a mesh that is installed as it comes. */
export function meshSettings(view: AppView): SimulatedMesh {
  return view.once('simulator-mesh', () => {
    const configs = meshConfigs(view);
    const json: JsonObject = Object.assign({}, ...configs.map((config) => config.json).reverse());
    const policy = objectAt(json, 'outboundTrafficPolicy');
    return {
      json,
      allowsAny: policy === undefined || textAt(policy, 'mode')?.startsWith('ALLOW_ANY') === true,
      exportTo: {
        service: exportTo(json.defaultServiceExportTo),
        virtualService: exportTo(json.defaultVirtualServiceExportTo),
        destinationRule: exportTo(json.defaultDestinationRuleExportTo),
      },
      retries: objectAt(json, 'defaultHttpRetryPolicy'),
      undecided: configs.length > 1
        ? [`the app has several MeshConfigs (${configs.map(({ source }) => source).join(', ')}): where they differ, the first one is taken`]
        : [],
    };
  });
}

function exportTo(json: unknown): readonly string[] {
  return Array.isArray(json) && json.length > 0 ? json.filter((one): one is string => typeof one === 'string') : ['*'];
}
