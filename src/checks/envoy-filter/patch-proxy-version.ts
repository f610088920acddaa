import { regexProblem } from '../../model/re2';
import { eachObject } from '../check';
import { envoyPatches } from '../envoy-patches';
import { Severity } from '../finding';

/** In bytes; a longer one Istio does not even compile. */
const LONGEST = 1024;

/** See its title. */
export const patchProxyVersion = eachObject({
  code: 'CI1142',
  name: 'patch-proxy-version',
  title: 'The versions of proxies that a patch is for are a regular expression.',
  severity: Severity.ERROR,
  kinds: ['EnvoyFilter'],
  fields: ['proxyVersion'],
  explanation: 'Istio compares the version of a proxy with an RE2 expression, and refuses what is none. One of more than 1024 characters it ignores, so that the patch is for all versions.',
  fix: 'write an expression such as ^1\\.31.*',
  equivalents: ['IV-EF-007', 'IV-EF-008'],
  *object(filter) {
    for (const { match } of envoyPatches(filter)) {
      const version = match.at('proxy', 'proxyVersion');
      if (version.text === undefined) { continue; }
      if (Buffer.byteLength(version.text) > LONGEST) {
        yield version.mustBe(`at most ${LONGEST} characters long`, { severity: Severity.WARNING, fix: 'shorten it' });
      } else if (regexProblem(version.text) !== undefined) {
        yield version.mustBe('a regular expression (RE2)', { fix: `correct it: ${regexProblem(version.text)}` });
      }
    }
  },
});
