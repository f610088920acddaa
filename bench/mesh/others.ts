import { execFileSync } from 'node:child_process';
import { accessSync, constants, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { stringify } from 'yaml';
import { type MeshObject, objectsOf } from './objects';
import { SERVICES_OF_A_GATEWAY } from './work';

/** Where `--install` puts what is measured beside the library. */
const BIN = join('.cache', 'bench', 'bin');
const MODULES = ['helm.sh/helm/v4/cmd/helm@latest', 'github.com/google/go-jsonnet/cmd/jsonnet@latest'];

/** Builds Helm and jsonnet from their modules; wants Go. */
export function install(): void {
  mkdirSync(BIN, { recursive: true });
  for (const module of MODULES) { execFileSync('go', ['install', module], { stdio: 'inherit', env: { ...process.env, GOBIN: join(process.cwd(), BIN) } }); }
}

/** A program, if it is there. */
export function program(name: string): string | undefined {
  return [join(process.cwd(), BIN), ...(process.env.PATH ?? '').split(delimiter)].map((folder) => join(folder, name)).find((path) => {
    try { accessSync(path, constants.X_OK); return true; } catch { return false; }
  });
}

/** The objects of one service as texts with marks for its number; and the Gateway of a part. */
const MARK = 7777700;
const [withGateway, text] = [objectsOf(MARK), (object: MeshObject, number: string) => stringify(object).replaceAll(/service-\d+/g, `service-${number}`)];
const ofService = (number: string) => withGateway.slice(0, 3).map((object) => text(object, number)).join('---\n');
const ofGateway = (number: string) => stringify(withGateway[3]).replaceAll(String(MARK / SERVICES_OF_A_GATEWAY), number);

/** A chart of Helm whose template is the text of the objects. */
export function helmChart(folder: string): string {
  mkdirSync(join(folder, 'templates'), { recursive: true });
  writeFileSync(join(folder, 'Chart.yaml'), 'apiVersion: v2\nname: mesh\nversion: 1.0.0\n');
  writeFileSync(join(folder, 'values.yaml'), 'services: 1\n');
  writeFileSync(join(folder, 'templates', 'mesh.yaml'), [
    '{{- range $i := until (int .Values.services) }}',
    `---\n${ofService('{{ $i }}')}{{- if eq (mod $i ${SERVICES_OF_A_GATEWAY}) 0 }}`,
    `---\n${ofGateway(`{{ div $i ${SERVICES_OF_A_GATEWAY} }}`)}{{- end }}`,
    '{{- end }}\n',
  ].join('\n'));
  return folder;
}

/** A program of jsonnet whose objects are those of one service, with its number put in. */
export function jsonnetProgram(folder: string): string {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'mesh.jsonnet');
  const literal = (value: unknown, marked: string, mark: string) => JSON.stringify(value).replaceAll(/"[^"]*"/g, (one) =>
    (one.includes(marked) ? one.split(marked).join(`" + ${mark} + "`) : one)).replaceAll(/("[^"]*" \+ \w+ \+ "[^"]*"):/g, '[$1]:');
  writeFileSync(file, [
    `local ofService(i) = ${literal(withGateway.slice(0, 3), String(MARK), 'i')};`,
    `local ofGateway(i) = ${literal(withGateway[3], String(MARK / SERVICES_OF_A_GATEWAY), 'i')};`,
    'function(services) std.flatMap(',
    `  function(i) ofService(i) + (if i % ${SERVICES_OF_A_GATEWAY} == 0 then [ofGateway(i / ${SERVICES_OF_A_GATEWAY})] else []),`,
    '  std.range(0, services - 1))\n',
  ].join('\n'));
  return file;
}
