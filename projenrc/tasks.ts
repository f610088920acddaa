import type { cdk8s } from 'projen';

/** The commands of the project beside projen's own. */
export function configureTasks(project: cdk8s.ConstructLibraryCdk8s): void {
  project.tasks.addEnvironment('JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION', '20');

  // Without the generated L1 classes API.md stays readable: they are described by Istio's own reference.
  project.tasks.tryFind('docgen')?.reset('jsii-docgen -o API.md -s root');

  // Of the library's hundreds of modules an app loads those that it uses.
  project.postCompileTask.prependExec('node scripts/lazy-exports.mjs lib');
  // All checks are loaded together.
  project.postCompileTask.prependExec('node scripts/bundle-checks.mjs lib');

  // Packages for the other languages are made on demand, `projen package-all` makes them all.
  project.packageTask.reset();

  // ts-jest transpiles without checking types in this setup, so the tests' types are checked on their own.
  const types = project.addTask('typecheck', {
    description: 'Checks the types of tests, examples and scripts',
    exec: 'tsc -p test/tsconfig.json --noEmit',
  });
  project.testTask.prependSpawn(types);

  project.addTask('import-crds', {
    description: 'Writes imports/ from the CRDs of Istio: [--crds FILE] [--check]',
    exec: 'ts-node -T --project projenrc/tsconfig.json scripts/import-crds/main.ts',
    receiveArgs: true,
  });

  project.addTask('import-envoy', {
    description: 'Writes imports/envoy.ts from the messages of Envoy\'s API that Istio knows; wants Go',
    exec: '(cd test/conformance && go run . descriptors) | ts-node -T --project scripts/tsconfig.json scripts/import-envoy.ts',
  });

  project.addTask('example', {
    description: 'Synthesizes examples by name; without names all of them',
    exec: 'ts-node -T --project examples/tsconfig.json scripts/synth-example.ts',
    receiveArgs: true,
  });

  project.addTask('fuzz', {
    description: 'Compares verdicts on random specs with those of Istio: [COUNT [SEED [KIND]]]; wants Go',
    steps: [
      { exec: '(cd test/conformance && go build -buildvcs=false -o ../../.cache/proofs/bin/conformance .)' },
      { exec: 'ts-node -T --project test/tsconfig.json test/fuzz/admission.ts .cache/proofs/bin/conformance', receiveArgs: true },
    ],
  });

  project.addTask('bench', {
    description: 'Measures time and memory beside cdk8s, Helm and jsonnet: [SERVICES...] [--rounds N] [--install] [--docs]',
    exec: 'ts-node -T --project bench/tsconfig.json bench/mesh.ts',
    receiveArgs: true,
  });

  project.addTask('bench:checks', {
    description: 'Measures what the checks cost as an app grows: [COUNT...]',
    exec: 'ts-node -T --project bench/tsconfig.json bench/checks.ts',
    receiveArgs: true,
  });

  // What `npm run compile` wrote is needed first.
  project.addTask('rosetta', {
    description: 'Checks that the code of README.md can be shown in Python, Java and Go',
    exec: 'jsii-rosetta extract --strict --compile .',
  });
  project.gitignore.exclude('/.jsii.tabl.json');
  project.npmignore?.exclude('/.jsii.tabl.json');

  project.addTask('bindings', {
    description: 'Uses the library from Python, Java and Go, and compares with TypeScript: [--built] [python] [java] [go]',
    exec: 'bash test/bindings/run.sh',
    receiveArgs: true,
  });

  // The two commands of the README. Each installs the packages first, if they are not there yet.
  project.package.setScript('prestart', 'node scripts/setup.mjs');
  project.package.setScript('start', 'projen example bookinfo');
  project.package.setScript('pretest', 'node scripts/setup.mjs');
}
