import type { cdk8s } from 'projen';

/**
 * The layers of ARCHITECTURE.md, lowest first: a layer may import from itself and from the layers before it.
 * `src/index.ts` stands above them all.
 */
const LAYERS = [
  'imports', 'src/model', 'src/checks', 'src/analysis', 'src/resources', 'src/patterns', 'src/install', 'src/fleet', 'src/testing', 'src/cli',
];

export function configureLint(project: cdk8s.ConstructLibraryCdk8s): void {
  const eslint = project.eslint;
  if (eslint === undefined) { throw new Error('the project is configured without eslint'); }

  eslint.addIgnorePattern('/imports/');
  for (const folder of ['bench', 'examples', 'scripts']) { eslint.addLintPattern(folder); }
  // Tests and examples import the library by its name, as its users do; their tsconfig maps it to `src`.
  eslint.config.settings['import/resolver'].typescript.project = './test/tsconfig.json';
  eslint.addRules({
    'import/no-cycle': ['error', { ignoreExternal: true }],
    'import/no-restricted-paths': ['error', {
      zones: LAYERS.map((layer, i) => ({
        target: `./${layer}`,
        from: [...LAYERS.slice(i + 1), 'src/index.ts'].map((above) => `./${above}`),
        message: `${layer} may import only from itself and from the layers below it (see ARCHITECTURE.md)`,
      })),
    }],
    '@typescript-eslint/no-explicit-any': ['error'],
  });
  eslint.addOverride({ files: ['bench/**/*.ts', 'scripts/**/*.ts', 'examples/**/*.ts'], rules: { 'import/no-extraneous-dependencies': 'off' } });
}
