import { eachObject } from '../check';
import { Severity } from '../finding';

/** See its title. */
export const outboundModeGiven = eachObject({
  code: 'CI0781',
  name: 'outbound-mode-given',
  title: 'An outboundTrafficPolicy says its mode.',
  severity: Severity.INFO,
  kinds: ['Sidecar'],
  fields: ['outboundTrafficPolicy'],
  explanation: 'A mode that is not given is REGISTRY_ONLY, while a mesh without any such setting has ALLOW_ANY: calls to unknown hosts fail.',
  fix: 'set mode, or leave outboundTrafficPolicy out for what the mesh says',
  equivalents: ['KIA1007'],
  *object({ spec }) {
    const policy = spec.at('outboundTrafficPolicy');
    if (policy.fields !== undefined && !policy.at('mode').given) { yield policy.at('mode').mustBe('REGISTRY_ONLY or ALLOW_ANY'); }
  },
});
