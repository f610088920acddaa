import type { AppObject } from './app-object';
import type { Cursor } from './cursor';

/** The identities that the rules of a policy name: of sources, and of conditions. */
export function principalsOf({ spec }: AppObject): Array<{ place: Cursor; text: string }> {
  const places = spec.at('rules').items().flatMap((rule) => [
    ...rule.at('from').items().flatMap((from) => [...from.at('source', 'principals').items(), ...from.at('source', 'notPrincipals').items()]),
    ...rule.at('when').items().filter((when) => when.at('key').text === 'source.principal')
      .flatMap((when) => [...when.at('values').items(), ...when.at('notValues').items()]),
  ]);
  return places.flatMap((place) => (place.text === undefined || place.text === '' ? [] : [{ place, text: place.text }]));
}
