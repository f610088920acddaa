import { NOTIONS } from './notions';
import { parseJwks } from '../../../src/model/go/jwks';
import { labelsProblem } from '../../../src/model/go/labels';

describe.each(Object.entries(NOTIONS))('%s', (_, { takes, right, wrong }) => {
  test('is', () => { expect(right.filter((text) => !takes(text))).toEqual([]); });
  test('is not', () => { expect(wrong.filter((text) => takes(text))).toEqual([]); });
});

test('a problem says what is allowed, and labels also where', () => {
  expect(labelsProblem({ app: 'a' })).toBeUndefined();
  expect(labelsProblem({ app: 'a', b_: 'c' })).toMatchObject({ key: 'b_', isValue: false });
  expect(labelsProblem({ app: 'a b' })).toEqual({
    key: 'app', isValue: true, allowed: 'letters, digits, "-", "_" and ".", with a letter or digit at both ends',
  });
});

test('keys that hold a secret are known', () => {
  const keys = '{"kty":"RSA","e":"AQAB","n":"0vx7"},{"kty":"RSA","e":"AQAB","n":"0vx7","d":"AQ"},{"kty":"oct","k":"AQ"}';
  expect(parseJwks(`{"keys":[${keys}]}`)?.map(({ isPrivate }) => isPrivate)).toEqual([false, true, true]);
});
