import { eachObject } from '../check';
import { Severity } from '../finding';

/** See its title. */
export const gatewayNameForm = eachObject({
  code: 'CI0281',
  name: 'gateway-name-form',
  title: 'A Gateway is named as namespace/name.',
  severity: Severity.INFO,
  kinds: ['VirtualService'],
  explanation: 'A name with dots is read as name.namespace, a form of old releases that is still understood.',
  fix: 'write namespace/name',
  equivalents: ['KIA1108'],
  *object(object, view) {
    for (const place of object.spec.at('gateways').items()) {
      const { text } = place;
      if (text === undefined || text.includes('/') || !text.includes('.') || text.includes('~')) { continue; }
      yield place.mustBe(JSON.stringify(view.gateways.resolve(text, object.namespace)));
    }
  },
});
