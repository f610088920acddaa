import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const ROOT = join(__dirname, '../..');

/** The folder of Istio's Go module, as the proofs have fetched it; `undefined` where Go or the module is not there. */
export function istioModule(): string | undefined {
  const places = ['/usr/local/go/bin', join(ROOT, '.cache/proofs/go/bin')];
  const env = { ...process.env, PATH: [process.env.PATH, ...places].join(delimiter), GOFLAGS: '-mod=mod', GOPROXY: 'off' };
  try {
    const folder = execFileSync('go', ['list', '-m', '-f', '{{.Dir}}', 'istio.io/istio'], {
      cwd: join(ROOT, 'test/conformance'), env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
    return folder !== '' && existsSync(folder) ? folder : undefined;
  } catch {
    return undefined;
  }
}
