import type { AppObject } from '../app-object';
import type { AppView } from '../app-view';
import { wholeApp } from '../check';
import { Severity } from '../finding';
import { destinations } from '../routes';

const WAVE = 'argocd.argoproj.io/sync-wave';

/** See its title. */
export const subsetBeforeRoute = wholeApp({
  code: 'CI0183',
  name: 'subset-before-route',
  title: 'A subset is applied before the routes that use it.',
  severity: Severity.WARNING,
  kinds: ['VirtualService', 'DestinationRule'],
  explanation: 'Argo CD applies objects in the order of their sync waves. Until the DestinationRule is there, every request to its subset is answered with 503.',
  fix: `give the DestinationRule a lower ${WAVE} than the VirtualService`,
  equivalents: [],
  *run(view) {
    const waves = wavesIn(view);
    if (waves.size === 0) { return; }
    const waveOf = (object: AppObject) => waves.get(object) ?? 0;
    for (const { object, place, host, subset } of destinations(view)) {
      if (subset === undefined) { continue; }
      const rules = view.destinationRules.over(host).filter((rule) => view.destinationRules.subsetsOf(rule).has(subset));
      if (rules.length === 0 || rules.some((rule) => waveOf(rule) <= waveOf(object))) { continue; }
      const wave = object.root.at('metadata', 'annotations', WAVE);
      const later = `${rules[0].fullId}, whose subset ${subset} it uses, has ${waveOf(rules[0])}`;
      yield wave.given ? wave.problem(`is ${JSON.stringify(wave.text)}, and ${later}; the subset must be there first`)
        : place.at('subset').problem(`is ${JSON.stringify(subset)} in sync wave 0, and ${later}; the subset must be there first`);
    }
  },
});

/** The waves that VirtualServices and DestinationRules are applied in; 0, if they say none. */
function wavesIn(view: AppView): ReadonlyMap<AppObject, number> {
  return new Map([...view.ofKind('VirtualService'), ...view.ofKind('DestinationRule')].flatMap((object): Array<[AppObject, number]> => {
    const wave = Number(object.root.at('metadata', 'annotations', WAVE).text ?? '0');
    return Number.isInteger(wave) && wave !== 0 ? [[object, wave]] : [];
  }));
}
