import { cdk8s, javascript } from 'projen';
import { configureLint } from './projenrc/lint';
import { configurePackaging } from './projenrc/packaging';
import { configureRelease } from './projenrc/release';
import { configureTasks } from './projenrc/tasks';

const project = new cdk8s.ConstructLibraryCdk8s({
  name: 'cdk8s-istio',
  description: 'Typed constructs for Istio on cdk8s: patterns that compose, mistakes found at synth, traffic tested without a cluster.',
  author: 'The cdk8s-istio authors',
  authorAddress: 'cdk8s-istio@users.noreply.github.com',
  repositoryUrl: 'https://github.com/cdk8s-istio/cdk8s-istio.git',
  homepage: 'https://github.com/cdk8s-istio/cdk8s-istio#readme',
  bugsUrl: 'https://github.com/cdk8s-istio/cdk8s-istio/issues',
  defaultReleaseBranch: 'main',
  license: 'Apache-2.0',
  stability: 'experimental',
  keywords: ['cdk8s', 'istio', 'service-mesh', 'kubernetes', 'envoy', 'canary', 'mtls', 'virtualservice', 'destinationrule'],
  packageManager: javascript.NodePackageManager.NPM,
  minNodeVersion: '20.0.0',

  // The floors of the peers exist on npm, PyPI, Maven Central and as Go modules alike.
  cdk8sVersion: '2.70.0',
  constructsVersion: '10.3.0',
  jsiiVersion: '~6.0.16',
  typescriptVersion: '~6.0.3',
  projenrcTs: true,

  // `imports/` lies beside `src/`, so the compiler's root is the project itself.
  entrypoint: 'lib/src/index.js',
  entrypointTypes: 'lib/src/index.d.ts',
  tsconfig: {
    compilerOptions: { rootDir: '.', outDir: 'lib', inlineSourceMap: false, inlineSources: false },
    include: ['imports/**/*.ts'],
  },
  tsconfigDev: {
    compilerOptions: { paths: { 'cdk8s-istio': ['../src'] } },
    include: ['../bench/**/*.ts', '../examples/**/*.ts', '../scripts/**/*.ts'],
  },

  jestOptions: {
    jestVersion: '30',
    updateSnapshot: javascript.UpdateSnapshot.NEVER,
    configFilePath: 'jest.config.json',
    jestConfig: {
      collectCoverage: false,
      moduleNameMapper: { '^cdk8s-istio$': '<rootDir>/src' },
      testPathIgnorePatterns: ['/node_modules/', '/test/conformance/', '/test/lab/'],
      // The last release, with which the API is compared, has this package's name.
      modulePathIgnorePatterns: ['<rootDir>/.cache/api/'],
    },
  },

  // Bundled, because jsii can only depend on jsii packages: RE2, the regular expressions that Envoy understands; the command
  // line's arguments; YAML with the lines where it stands.
  bundledDeps: ['re2js@^2.10.0', 'commander@^14', 'yaml@^2.8.0'],
  bin: { 'cdk8s-istio': 'lib/src/cli/main.js' },
  devDeps: ['cdk8s-plus-27@2.9.5', 'cdk8s-cli@2.207.60', 'esbuild@^0.28.2', 'fast-check@^4'],
  gitignore: ['/.cache/', '/examples/*/.synth/'],
  compressAssembly: true,

  // The workflows are those of projenrc/release.ts, and no others.
  github: true,
  githubOptions: { mergify: false, pullRequestLint: false },
  buildWorkflow: false,
  release: false,
  depsUpgrade: false,
  pullRequestTemplate: false,
  // Publishing to the other languages needs no build here: `npm run package:<language>` makes each on demand.
  publishToPypi: { distName: 'cdk8s-istio', module: 'cdk8s_istio' },
  publishToMaven: {
    javaPackage: 'io.github.cdk8s_istio.cdk8s.istio',
    mavenGroupId: 'io.github.cdk8s-istio',
    mavenArtifactId: 'cdk8s-istio',
  },
  publishToGo: { moduleName: 'github.com/cdk8s-istio/cdk8s-istio-go', packageName: 'cdk8sistio' },
});

configureLint(project);
configurePackaging(project);
configureTasks(project);
configureRelease(project);
project.synth();
