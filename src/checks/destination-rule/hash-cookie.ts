import { eachObject } from '../check';
import { Severity } from '../finding';
import { policyParts } from '../traffic-policies';

/** See its title. */
export const hashCookie = eachObject({
  code: 'CI0357',
  name: 'hash-cookie',
  title: 'The cookie that a load balancer hashes has a name, and so has each of its attributes.',
  severity: Severity.ERROR,
  kinds: ['DestinationRule'],
  fields: ['httpCookie'],
  explanation: 'Istio refuses a cookie without a name, and attributes without one or with one that another has.',
  fix: 'name the cookie, and each attribute once',
  equivalents: ['IV-DR-015', 'IV-DR-016', 'IV-DR-017'],
  *object(rule) {
    for (const cookie of policyParts(rule, 'loadBalancer', 'consistentHash', 'httpCookie')) {
      if (cookie.at('name').text === '') { yield cookie.at('name').mustBe('the name of the cookie'); }
      const names = new Set<string>();
      for (const attribute of cookie.at('attributes').items()) {
        const name = attribute.at('name');
        if (name.text === '') {
          yield name.mustBe('the name of an attribute, such as SameSite');
        } else if (name.text !== undefined && names.has(name.text)) {
          yield name.mustBe('an attribute that is not given before');
        }
        if (name.text !== undefined) { names.add(name.text); }
      }
    }
  },
});
