import { Severity } from '../finding';
import { httpMatches, isClaim, isForGatewaysOnly } from '../http-routes';
import { beyondStructure } from '../structure-index';

/** See its title. */
export const claimsNeedGateway = beyondStructure({
  code: 'CI0245',
  name: 'claims-need-gateway',
  title: 'Only VirtualServices of gateways match claims of tokens.',
  severity: Severity.ERROR,
  kinds: ['VirtualService'],
  fields: ['headers', 'withoutHeaders'],
  explanation: 'Gateways alone put the claims of a token where routes can see them. Istio refuses @request.auth.claims in a VirtualService '
    + 'for the mesh, also in one that is for gateways besides, and in a delegate.',
  fix: 'match claims in a VirtualService with gateways, without "mesh" among them',
  equivalents: ['IV-VS-004'],
  *object(object) {
    if (isForGatewaysOnly(object)) { return; }
    for (const match of httpMatches(object)) {
      for (const field of ['headers', 'withoutHeaders']) {
        for (const name of Object.keys(match.at(field).fields ?? {})) {
          if (isClaim(name)) { yield match.at(field, name).problem('is a claim of a token; the VirtualService must be for gateways only'); }
        }
      }
    }
  },
});
