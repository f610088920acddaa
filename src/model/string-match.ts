import { Field } from './field';
import type { Pattern } from './pattern';
import { regexProblem } from './re2';

/** Istio refuses regular expressions that are longer. */
const MAX_REGEX_LENGTH = 1024;

/**
 * How a text of a request is compared: a header's value, the path, …
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#StringMatch
 */
export class StringMatch {
  /** Equal, letter by letter. */
  public static exact(value: string): StringMatch {
    return new StringMatch({ kind: 'exact', value });
  }

  /** Begins with the text, letter by letter: `/api` matches `/api`, `/api/users` and `/apiv2` alike. */
  public static prefix(value: string): StringMatch {
    if (value === '') {
      throw new Field('StringMatch.prefix').at('value').error(value, 'a text that is not empty', 'use StringMatch.present() for any value');
    }
    return new StringMatch({ kind: 'prefix', value });
  }

  /**
   * Matches a regular expression, over the whole text.
   *
   * The language is RE2: no look-ahead, no back-references. At most 1,024 characters.
   *
   * @see https://github.com/google/re2/wiki/Syntax
   */
  public static regex(value: string): StringMatch {
    const field = new Field('StringMatch.regex').at('value');
    if (value === '') { throw field.error(value, 'a text that is not empty', 'use StringMatch.exact(\'\') for an empty value'); }
    if (value === '*') { throw field.error(value, 'an RE2 expression', 'use StringMatch.present() for any value'); }
    if (value.length > MAX_REGEX_LENGTH) { throw field.error(value, `at most ${MAX_REGEX_LENGTH} characters long (it has ${value.length})`); }
    const problem = regexProblem(value);
    if (problem !== undefined) { throw field.error(value, `an RE2 expression (${problem})`); }
    return new StringMatch({ kind: 'regex', value });
  }

  /** Is there at all, with any value. */
  public static present(): StringMatch {
    return new StringMatch({ kind: 'present' });
  }

  /** @internal */
  private constructor(
    /** @internal */
    public readonly _pattern: Pattern,
  ) {}
}
