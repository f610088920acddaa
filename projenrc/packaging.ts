import type { cdk8s } from 'projen';

/** What the npm package holds and how it presents itself. */
export function configurePackaging(project: cdk8s.ConstructLibraryCdk8s): void {
  project.package.addField('types', 'lib/src/index.d.ts');
  // 1.13.0 of this transitive dependency of jest lacks its platform bindings, and `npm ci` fails on it.
  project.package.addField('overrides', { 'unrs-resolver': '1.12.2' });
  // A lockfile that names no registry works with every registry.
  project.npmrc.addConfig('omit-lockfile-registry-resolved', 'true');

  for (const path of ['/imports/', '/examples/', '/rosetta/', '/scripts/', '/projenrc/', '/docs/', '/bench/', '/.cache/', '/.ci/']) {
    project.npmignore?.exclude(path);
  }
}
