import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { Chart } from 'cdk8s';
import { CanaryRelease, type FleetCluster, type IFleetPart, MeshService, MtlsMode, PeerAuthentication } from 'cdk8s-istio';

/** A folder that goes when the work is done. */
export function inFolder<T>(work: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-istio-fleet-'));
  try { return work(folder); } finally { rmSync(folder, { recursive: true, force: true }); }
}

/** All files below a folder, with their content. */
export function filesIn(folder: string): { [path: string]: string } {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name)).sort();
  return Object.fromEntries(paths.map((path) => [relative(folder, path).split(sep).join('/'), readFileSync(path, 'utf8')]));
}

/** What is thrown, as text, and what is written to the standard error stream. */
export function outcomeOf(work: () => unknown): { readonly error?: string; readonly warnings: string[] } {
  const stderr = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  let error: string | undefined;
  try { work(); } catch (thrown) { error = (thrown as Error).message; }
  const warnings = stderr.mock.calls.map(([text]) => String(text).trimEnd());
  stderr.mockRestore();
  return { error, warnings };
}

/** A part that does what is said here. */
export function part(id: string, addCharts: IFleetPart['addCharts'], more: Partial<IFleetPart> = {}): IFleetPart {
  return { ...more, id, addCharts };
}

/** A part with one object in the namespace of its name. */
export function policy(id: string): IFleetPart {
  return part(id, (scope) => { new PeerAuthentication(new Chart(scope, id, { namespace: id }), 'default', { mtls: MtlsMode.STRICT }); });
}

/** A part with a canary of a service `web` in the namespace of its name. */
export function canary(id: string, weight: (cluster: FleetCluster) => number): IFleetPart {
  return part(id, (scope, cluster) => {
    const chart = new Chart(scope, id, { namespace: id });
    const service = new MeshService(chart, 'web', { name: 'web', ports: [{ name: 'http', number: 80 }] });
    new CanaryRelease(chart, 'canary', { service, stable: service.version('v1'), canary: service.version('v2'), weight: weight(cluster) });
  });
}
