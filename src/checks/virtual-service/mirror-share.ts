import { Severity } from '../finding';
import { httpRoutes } from '../http-routes';
import { beyondStructure } from '../structure-index';

/** See its title. */
export const mirrorShare = beyondStructure({
  code: 'CI0255',
  name: 'mirror-share',
  title: 'Mirrors get a share of the requests between 0 and 100 percent, and are named in one field.',
  severity: Severity.ERROR,
  kinds: ['VirtualService'],
  fields: ['mirrors', 'mirrorPercentage', 'mirrorPercent', 'mirror_percent'],
  explanation: 'Istio refuses other shares, and a route with both mirror and mirrors. A share without a mirror says nothing.',
  fix: 'write such a value, or leave the field out',
  equivalents: ['IV-VS-034', 'IV-VS-066', 'IV-VS-068', 'IV-VS-070'],
  *object(object) {
    for (const route of httpRoutes(object)) {
      const [mirror, mirrors] = [route.at('mirror'), route.at('mirrors').items()];
      if (mirror.given && mirrors.length > 0) { yield mirror.problem('is set beside mirrors; it must be one of them', { fix: 'keep mirrors' }); }
      const shares = [route.at('mirrorPercentage', 'value'), ...mirrors.map((one) => one.at('percentage', 'value')), route.at('mirrorPercent'), route.at('mirror_percent')];
      for (const share of shares) {
        if (share.number !== undefined && (share.number < 0 || share.number > 100)) { yield share.mustBe('between 0 and 100'); }
      }
      const share = route.at('mirrorPercentage');
      if (share.given && !mirror.given) {
        const fix = mirrors.length > 0 ? 'write percentage in each of the mirrors' : 'name the mirror, or leave it out';
        yield share.problem('is the share of mirror, which is not there; there must be a mirror', { severity: Severity.WARNING, fix });
      }
    }
  },
});
