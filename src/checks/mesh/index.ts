import type { Check } from '../check';
import { autoAllocationOld } from './auto-allocation-old';
import { connectionSettings } from './connection-settings';
import { meshCurves } from './mesh-curves';
import { meshDomains } from './mesh-domains';
import { meshDurations } from './mesh-durations';
import { meshFieldKnown } from './mesh-field-known';
import { meshLocality } from './mesh-locality';
import { meshPorts } from './mesh-ports';
import { meshTextReadable } from './mesh-text-readable';
import { meshTrafficPolicy } from './mesh-traffic-policy';
import { networkEndpoints } from './network-endpoints';
import { networkGateways } from './network-gateways';
import { operatorCapture } from './operator-capture';
import { operatorFieldKnown } from './operator-field-known';
import { operatorNames } from './operator-names';
import { operatorReplicas } from './operator-replicas';
import { operatorRootPorts } from './operator-root-ports';
import { privateKeyProvider } from './private-key-provider';
import { providerNamed } from './provider-named';
import { providerSettings } from './provider-settings';
import { proxyAddresses } from './proxy-addresses';
import { proxySettingsComplete } from './proxy-settings-complete';
import { tracingTls } from './tracing-tls';

/** Checks of what an app tells the mesh as a whole and its proxies: MeshConfig, networks, installations. */
export const MESH_CHECKS: readonly Check[] = [
  meshFieldKnown, meshTextReadable, meshPorts, meshDurations, meshDomains, meshCurves, meshTrafficPolicy, meshLocality, proxyAddresses,
  proxySettingsComplete, tracingTls, connectionSettings, privateKeyProvider, autoAllocationOld, providerNamed, providerSettings,
  networkEndpoints, networkGateways, operatorFieldKnown, operatorNames, operatorCapture, operatorRootPorts, operatorReplicas,
];
