import type { cdk8s } from 'projen';

/** What the npm package holds and how it presents itself. */
export function configurePackaging(project: cdk8s.ConstructLibraryCdk8s): void {
  project.package.addField('types', 'lib/src/index.d.ts');
  project.gitignore.exclude('/.jsii.gz');
  // The matchers are no part of the library's API in all languages: test runners load them by a path of their own.
  const matchers = ['jest', 'jest-globals', 'vitest'];
  project.package.addField('exports', {
    '.': { types: './lib/src/index.d.ts', default: './lib/src/index.js' },
    './jest': { types: './matchers/jest.d.ts', default: './matchers/jest.js' },
    './jest-globals': { types: './matchers/jest-globals.d.ts', default: './matchers/jest-globals.js' },
    './vitest': { types: './matchers/vitest.d.mts', default: './matchers/vitest.mjs' },
    './package.json': './package.json',
    './.jsii': './.jsii',
    './.jsii.gz': './.jsii.gz',
    './.warnings.jsii.js': './.warnings.jsii.js',
  });
  // For compilers that do not read `exports`.
  project.package.addField('typesVersions', { '*': Object.fromEntries(matchers.map((runner) => [runner, [`matchers/${runner}.d.${runner === 'vitest' ? 'mts' : 'ts'}`]])) });
  // 1.13.0 of this transitive dependency of jest lacks its platform bindings, and `npm ci` fails on it.
  project.package.addField('overrides', { 'unrs-resolver': '1.12.2' });
  // A lockfile that names no registry works with every registry.
  project.npmrc.addConfig('omit-lockfile-registry-resolved', 'true');

  // What the package holds, besides README.md, LICENSE and package.json. API.md is not read by anything: Construct Hub makes its own of
  // the assembly. `scripts/check-package.mjs` compares what is packed with this.
  project.package.addField('files', ['lib/**/*.js', 'lib/**/*.d.ts', 'matchers', '.jsii', '.jsii.gz', 'CHANGELOG.md']);
}
