import { call, callOn, create, list, name, object, value } from '../../../src/cli/import/code';
import { evaluate } from '../../../src/cli/import/evaluate';
import { print, printText } from '../../../src/cli/import/print';

describe('prints', () => {
  test.each([
    ['literals', value({ 'a': 1, 'b-c': [true, 'it\'s'], 'd': {} }), '{ a: 1, \'b-c\': [true, \'it\\\'s\'], d: {} }'],
    ['calls', callOn(call('StringMatch.exact', value('a')), 'and', name('other')), 'StringMatch.exact(\'a\').and(other)'],
    ['arguments that are missing', call('f', undefined, value(1), undefined), 'f(undefined, 1)'],
    ['new objects', create('Gateway', name('this'), value('edge'), object([['selector', value({})]])), 'new Gateway(this, \'edge\', { selector: {} })'],
  ])('%s', (_, code, text) => {
    expect(print(code)).toBe(text);
  });

  test('what is too long for a line on several', () => {
    const long = 'x'.repeat(50);
    expect(print(create('Gateway', name('this'), value('edge'), object([
      ['hosts', value([long, long, long])], ['more', call('f', value(long), value(long), value(long))],
      ['last', call('f', value(1), object([['a', value([long, long])]]))],
    ])))).toBe(`new Gateway(this, 'edge', {
  hosts: [
    '${long}',
    '${long}',
    '${long}',
  ],
  more: f(
    '${long}',
    '${long}',
    '${long}',
  ),
  last: f(1, {
    a: ['${long}', '${long}'],
  }),
})`);
  });
});

test.each(['', 'a\'b"c', 'line\nline', '`${x}`\n', 'a\\b', '\u2028\n', 'tab\t', '\0\n', '\r\n', 'é🎉'])('a text comes back from its literal: %j', (text) => {
  // eslint-disable-next-line @typescript-eslint/no-implied-eval
  expect(new Function(`return ${printText(text)}`)()).toBe(text);
});

test('lists of code are evaluated as they are printed', () => {
  expect(evaluate(list([value(1), name('x'), call('f', value(2))]), { x: 5, f: (n: number) => n * 2 })).toEqual([1, 5, 4]);
  expect(() => evaluate(name('nothing'), {})).toThrow('nothing is not exported');
});
