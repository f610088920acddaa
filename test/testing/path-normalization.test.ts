import { type PathNormalization, normalizedPath } from '../../src/testing/simulator/path-normalization';

const MODES: readonly PathNormalization[] = ['BASE', 'MERGE_SLASHES', 'DECODE_AND_MERGE_SLASHES'];

/** Each as the proxies of Istio 1.31 send it on. */
test.each<[string, string, string, string]>([
  ['/a/b', '/a/b', '/a/b', '/a/b'],
  ['/', '/', '/', '/'],
  ['/a/./b', '/a/b', '/a/b', '/a/b'],
  ['/a/../b', '/b', '/b', '/b'],
  ['/..', '/', '/', '/'],
  ['/a/..', '/', '/', '/'],
  ['/a/.', '/a/', '/a/', '/a/'],
  ['/a/b/../', '/a/', '/a/', '/a/'],
  ['/a/...', '/a/...', '/a/...', '/a/...'],
  ['/a/.b', '/a/.b', '/a/.b', '/a/.b'],
  ['/a//../b', '/a/b', '/a/b', '/a/b'],
  ['/a/%2e%2E/b', '/b', '/b', '/b'],
  ['/a/.;/b', '/a/b', '/a/b', '/a/b'],
  ['/a/..;x=1/b', '/b', '/b', '/b'],
  ['/a/%2e%2e;/b', '/b', '/b', '/b'],
  ['/a/..%3b/b', '/a/..%3b/b', '/a/..%3b/b', '/a/..%3b/b'],
  ['/a/b;/c', '/a/b;/c', '/a/b;/c', '/a/b;/c'],
  ['/%61%41%30%2d%7e', '/aA0-~', '/aA0-~', '/aA0-~'],
  ['/x%2a%21%20', '/x%2a%21%20', '/x%2a%21%20', '/x%2a%21%20'],
  ['/%c3%a9', '/%c3%a9', '/%c3%a9', '/%c3%a9'],
  ['/a/%252e%252e/b', '/a/%252e%252e/b', '/a/%252e%252e/b', '/a/%252e%252e/b'],
  ['/%zz/%2', '/%zz/%2', '/%zz/%2', '/%zz/%2'],
  ['/a^b|c<d>`"', '/a%5Eb%7Cc%3Cd%3E%60%22', '/a%5Eb%7Cc%3Cd%3E%60%22', '/a%5Eb%7Cc%3Cd%3E%60%22'],
  ['/[x]{y}', '/[x]%7By%7D', '/[x]%7By%7D', '/[x]%7By%7D'],
  ['/a\\b', '/a/b', '/a/b', '/a/b'],
  ['/a\\..\\b', '/b', '/b', '/b'],
  ['/\\x', '//x', '/x', '/x'],
  ['//a', '//a', '/a', '/a'],
  ['/a//', '/a//', '/a/', '/a/'],
  ['/a///b/', '/a///b/', '/a/b/', '/a/b/'],
  ['/a%2Fb', '/a%2Fb', '/a%2Fb', '/a/b'],
  ['/a%5Cb', '/a%5Cb', '/a%5Cb', '/a/b'],
  ['/a%2f%2fb', '/a%2f%2fb', '/a%2f%2fb', '/a/b'],
  ['/a/x%2f..%2fb', '/a/x%2f..%2fb', '/a/x%2f..%2fb', '/a/b'],
  ['/a/b?x=//y%2f/..', '/a/b?x=//y%2f/..', '/a/b?x=//y%2f/..', '/a/b?x=//y%2f/..'],
  ['/a?b#c', '/a?b', '/a?b', '/a?b'],
  ['/a#c', '/a', '/a', '/a'],
])('%s', (path, ...expected) => { expect(MODES.map((mode) => normalizedPath(path, mode))).toEqual(expected); });

test('without normalization only a fragment goes', () => {
  expect(normalizedPath('/a/..;/%61//b#c', 'NONE')).toBe('/a/..;/%61//b');
});

test.each(['a', '\\a', '/a%00b', '/a b', '/a\tb', '/é', ''])('proxies refuse %j', (path) => {
  expect(MODES.map((mode) => normalizedPath(path, mode))).toEqual([undefined, undefined, undefined]);
});
