import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Yaml } from 'cdk8s';
import type { HelmRelease } from './helm-release';

/** Where charts come from. */
export interface ChartSource {
  readonly repository: string;
  readonly version: string;
}

/** The files of releases, by name. Their order is that of the releases. */
export function helmFiles(releases: readonly HelmRelease[], source: ChartSource): { [name: string]: string } {
  const files = releases.map((release, i) => ({ release, file: `${i + 1}-${release.name}.values.yml` }));
  return {
    ...Object.fromEntries(files.map(({ release, file }) => [file, Yaml.stringify(settled(release.values))])),
    'helmfile.yml': Yaml.stringify(helmfile(files, source)),
    'install.sh': installScript(files, source),
  };
}

/** Writes files to a folder. */
export function writeFiles(folder: string, files: { readonly [name: string]: string }): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) { writeFileSync(join(folder, name), text); }
}

/** Values without members that are read when files are written, as cdk8s resolves them in objects. */
function settled(value: unknown): unknown {
  if (Array.isArray(value)) { return value.map(settled); }
  if (typeof value !== 'object' || value === null) { return value; }
  const { resolve } = value as { readonly resolve?: unknown };
  if (typeof resolve === 'function') { return settled((resolve as () => unknown).call(value)); }
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, settled(member)]));
}

interface NamedFile {
  readonly release: HelmRelease;
  readonly file: string;
}

function helmfile(files: readonly NamedFile[], { repository, version }: ChartSource): object {
  return {
    repositories: [{ name: 'istio', url: repository }],
    releases: files.map(({ release, file }, i) => ({
      name: release.name,
      namespace: release.namespace,
      chart: `istio/${release.chart}`,
      version,
      values: [file],
      wait: true,
      ...i === 0 ? {} : { needs: [`${files[i - 1].release.namespace}/${files[i - 1].release.name}`] },
    })),
  };
}

function installScript(files: readonly NamedFile[], { repository, version }: ChartSource): string {
  const commands = files.map(({ release: { name, chart, namespace }, file }) =>
    `helm upgrade --install ${name} ${chart} --repo ${repository} --version '${version}' \\\n`
    + `  --namespace ${namespace} --create-namespace --values ${file} --wait\n`);
  return `#!/bin/sh\n# Installs Istio, or changes it, in this order.\nset -eu\ncd "$(dirname "$0")"\n\n${commands.join('\n')}`;
}
