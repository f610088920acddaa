import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The version of the library. Its package is above this file, whether it is compiled or not. */
export const VERSION: string = versionAbove(__dirname);

function versionAbove(folder: string): string {
  for (let above = folder; above !== join(above, '..'); above = join(above, '..')) {
    try {
      const { name, version } = JSON.parse(readFileSync(join(above, 'package.json'), 'utf8')) as { name: string; version: string };
      if (name === 'cdk8s-istio') { return version; }
    } catch { /* there is none in this folder */ }
  }
  return '0.0.0';
}
