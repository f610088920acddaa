import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const SCRIPT = join(__dirname, '..', '..', 'scripts', 'check-package.mjs');
const GOOD = [
  'package.json', 'README.md', 'LICENSE', 'CHANGELOG.md', '.jsii', '.jsii.gz', 'lib/src/index.js', 'lib/src/index.d.ts', 'lib/imports/networking.istio.io.js',
  'lib/src/checks/virtual-service/index.js', 'matchers/jest.js', 'matchers/vitest.mjs', 'matchers/vitest.d.mts',
  'node_modules/commander/index.js', 'node_modules/re2js/build/index.cjs', 'node_modules/yaml/dist/index.js',
];

function check(paths: readonly string[], size = 1024, unpackedSize = 4096) {
  const input = JSON.stringify([{ size, unpackedSize, files: paths.map((path) => ({ path, size: 1024 })) }]);
  const { status, stdout } = spawnSync(process.execPath, [SCRIPT], { input, encoding: 'utf8' });
  return { status, problems: stdout.split('\n').filter((line) => line !== '' && !/KiB {2}|KiB, unpacked/.test(line)), first: stdout.split('\n')[0] };
}

test('a package of what belongs into it is taken, and its size is told', () => {
  expect(check(GOOD)).toEqual({ status: 0, problems: [], first: '1 KiB, unpacked 4 KiB in 16 files' });
});

test('what does not belong into it is found', () => {
  const others = [
    'API.md', 'src/index.ts', 'lib/src/index.ts', 'lib/src/index.js.map', 'lib/test/index.test.js', 'test/api.test.ts', 'docs/checks.md',
    'examples/canary/main.ts', '.cache/api/x', '.projenrc.ts', 'imports/l1.ts', 'tsconfig.json', 'tsconfig.tsbuildinfo', 'matchers/jest.ts',
    'node_modules/cdk8s/package.json', '.github/workflows/build.yml',
  ];
  expect(check([...GOOD, ...others])).toMatchObject({ status: 1, problems: others.map((path) => `${path} does not belong into the package`) });
});

test('what is missing is found', () => {
  expect(check(GOOD.filter((path) => path !== '.jsii.gz' && !path.startsWith('matchers/')))).toMatchObject({
    status: 1, problems: ['nothing in the package is like /^\\.jsii\\.gz$/', 'nothing in the package is like /^matchers\\/[\\w-]+\\.(?:js|mjs|d\\.ts|d\\.mts)$/'],
  });
});

test('it may not grow unseen', () => {
  const { status, problems } = check(GOOD, 2 ** 26, 2 ** 28);
  expect({ status, problems: problems.map((problem) => problem.replace(/it may be \d+/, 'it may be less')) }).toEqual({
    status: 1, problems: ['size is 65536 KiB; it may be less', 'unpackedSize is 262144 KiB; it may be less'],
  });
});
