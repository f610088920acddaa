import type { Told } from './told';
import type { Field } from '../model/field';
import { requireDnsLabel } from '../model/names';

/** The name of a control plane and its tags are what `istio.io/rev` says, so all differ. */
export function requireTags({ revision, revisionTags }: Told, field: Field): void {
  revisionTags?.forEach((tag, i) => {
    const place = field.at('revisionTags').at(i);
    requireDnsLabel(tag, place);
    if (revisionTags.indexOf(tag) !== i) { throw place.error(tag, 'given once'); }
    if (tag === revision) { throw place.error(tag, 'another name than the revision, which needs no tag'); }
    if (tag === 'default' && revision === undefined) {
      throw place.error(tag, 'left out, as a control plane without a revision is the default', 'or give revision');
    }
  });
}
