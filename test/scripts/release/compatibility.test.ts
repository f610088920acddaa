import { judge, NOTHING_IGNORED } from '../../../scripts/release/compatibility';

const [GONE, TYPE] = [{ key: 'removed:x.A', message: 'CLASS x.A: has been removed' }, { key: 'changed-type:x.B.c', message: 'PROPERTY x.B.c: other type' }];
const changes = { breaks: [GONE, TYPE], additions: [] };

test('breaks are refused, but for those that are meant and say why', () => {
  expect(judge(changes, NOTHING_IGNORED)).toEqual({ problems: ['CLASS x.A: has been removed [removed:x.A]', 'PROPERTY x.B.c: other type [changed-type:x.B.c]'], meant: [] });
  expect(judge(changes, `${NOTHING_IGNORED}\n# Nobody can have used it.\nremoved:x.A\n# It never took another.\nchanged-type:x.B.c\n`)).toEqual({ problems: [], meant: [GONE, TYPE] });
});

test('what is listed needs a reason of its own, and must be broken', () => {
  expect(judge(changes, '# Both.\nremoved:x.A\nchanged-type:x.B.c\n#\nremoved:x.D').problems).toEqual([
    '.compatignore: [removed:x.D] is not broken; remove it',
    '.compatignore: [changed-type:x.B.c] has no reason; write it as a comment right above it',
    '.compatignore: [removed:x.D] has no reason; write it as a comment right above it',
  ]);
});
