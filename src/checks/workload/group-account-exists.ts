import { eachObject } from '../check';
import { Severity } from '../finding';
import { serviceAccounts } from '../service-accounts';

/** See its title. */
export const groupAccountExists = eachObject({
  code: 'CI0881',
  name: 'group-account-exists',
  title: 'The service account of a WorkloadGroup exists.',
  severity: Severity.WARNING,
  kinds: ['WorkloadGroup', 'ServiceAccount'],
  fields: ['serviceAccount'],
  explanation: 'A machine gets its identity with a token of the account. Without the account there is no token, and it cannot join. It is looked at where the app makes '
    + 'accounts in the namespace.',
  fix: 'add the ServiceAccount, or correct the name',
  equivalents: ['KIA1701'],
  *object(group, view) {
    const place = group.spec.at('template', 'serviceAccount');
    const isTold = view.ofKind('ServiceAccount').some(({ namespace }) => namespace === group.namespace);
    if (place.text === undefined || place.text === '' || !isTold || view.context.knownNamespaces.includes(group.namespace)) { return; }
    if (serviceAccounts(view).get(group.namespace)?.has(place.text) === true) { return; }
    yield place.mustBe(`a service account of namespace ${group.namespace}`);
  },
});
