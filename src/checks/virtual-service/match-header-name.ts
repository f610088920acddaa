import { matchHeaderNameProblem } from '../../model/go/headers';
import { Severity } from '../finding';
import { httpMatches } from '../http-routes';
import { beyondStructure } from '../structure-index';

/** See its title. */
export const matchHeaderName = beyondStructure({
  code: 'CI0248',
  name: 'match-header-name',
  title: 'Matches name headers that HTTP can have, or claims of tokens.',
  severity: Severity.ERROR,
  kinds: ['VirtualService'],
  fields: ['headers', 'withoutHeaders'],
  isRefusedByConstructs: true,
  explanation: 'Istio refuses a name that no header has. Of the names with ":" it takes :method, :scheme, :authority, :path and :status.',
  fix: 'correct the name',
  equivalents: ['IV-VS-035', 'IV-VS-036'],
  *object(object) {
    for (const match of httpMatches(object)) {
      for (const field of ['headers', 'withoutHeaders']) {
        for (const name of Object.keys(match.at(field).fields ?? {})) {
          const allowed = matchHeaderNameProblem(name);
          if (allowed !== undefined) { yield match.at(field, name).problem(`has a name that no header has; it must be ${allowed}`); }
        }
      }
    }
  },
});
