import { readdirSync } from 'fs';
import { join } from 'path';
import { EXAMPLES } from './examples';
import { find, lines } from './run';
import { BUILT_IN } from '../../src/checks/built-in';
import { COMPOSITION } from '../../src/checks/composition';
import { CHECKS } from '../../src/checks/registry';

describe.each(CHECKS.map((check) => [check.code, check.name, check] as const))('%s %s', (code, _name, check) => {
  const example = EXAMPLES[code];

  test('finds the mistake of its example', () => {
    const findings = find(example.wrong, [check], example.context, example.files, example.filesAreReplaced);
    expect(example.finds).not.toHaveLength(0);
    expect(lines(findings)).toEqual(example.finds);
    for (const finding of findings) {
      expect(finding.path).toMatch(/^(apiVersion|data|kind|metadata|spec|status|webhooks)\b/);
      expect(finding.message.startsWith(`${finding.path} `)).toBe(true);
      expect(finding.message).toMatch(/\bmust\b|\bone would replace the other\b|with the same content|\bneither\b/);
      expect(finding.fix).toMatch(/^[a-z].*[^.]$/);
    }
  });

  test('finds nothing when it is corrected', () => {
    expect(lines(find(example.right, [check], example.context))).toEqual([]);
  });

  test('survives objects that are not as they should be', () => {
    // Those too that have none of its fields.
    const asked = { ...check, fields: undefined };
    for (const json of malformed([...check.kinds, ...check.subjects ?? []])) {
      expect(lines(find(json, [asked])).filter((line) => line.includes('CI0001'))).toEqual([]);
    }
  });
});

describe('the list of checks', () => {
  const all = [...BUILT_IN, ...COMPOSITION, ...CHECKS];

  test('has each code and each name once, and both well-formed', () => {
    expect(new Set(all.map(({ code }) => code)).size).toBe(all.length);
    expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
    for (const { code, name } of all) {
      expect(code).toMatch(/^CI\d{4}$/);
      expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/);
    }
  });

  test('has every check file, named as its check', () => {
    const root = join(__dirname, '../../src/checks');
    const files = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory())
      .flatMap((folder) => readdirSync(join(root, folder.name)))
      .filter((file) => file.endsWith('.ts') && file !== 'index.ts').map((file) => file.replace('.ts', ''));
    expect(files.sort()).toEqual(CHECKS.map(({ name }) => name).sort());
  });

  test('has an example for every check and no other', () => {
    expect(Object.keys(EXAMPLES).sort()).toEqual(CHECKS.map(({ code }) => code).sort());
  });

  test.each(all.map((check) => [check.code, check] as const))('%s says what it is about', (_code, { title, explanation, fix, equivalents }) => {
    expect(title).toMatch(/^[A-Z].*\.$/);
    expect(explanation).toMatch(/^[A-Z].{20,}\.$/s);
    expect(fix).toMatch(/^[a-z].*[^.]$/);
    for (const equivalent of equivalents) { expect(equivalent).toMatch(/^(IST\d{4}|KIA\d{4}|GAP-\d{2}|IV-[A-Za-z]+-\d{3})$/); }
  });
});

/** Objects of the kinds in which every part is of a wrong type, one part at a time. */
function malformed(kinds: readonly string[]): string[] {
  const groups: { [kind: string]: string } = {
    VirtualService: 'networking.istio.io/v1',
    DestinationRule: 'networking.istio.io/v1',
    Gateway: 'networking.istio.io/v1',
    ServiceEntry: 'networking.istio.io/v1',
    PeerAuthentication: 'security.istio.io/v1',
    IstioOperator: 'install.istio.io/v1alpha1',
    Deployment: 'apps/v1',
    DaemonSet: 'apps/v1',
    AuthorizationPolicy: 'security.istio.io/v1',
    RequestAuthentication: 'security.istio.io/v1',
    EnvoyFilter: 'networking.istio.io/v1alpha3',
  };
  const parts = [
    '', 'null', '[]', 'text', '{http: text, hosts: {}, ports: 3, servers: [null, [], 3], selector: [a], gateways: [null, {}], host: 3}',
    `{hosts: [null, 3, a], host: a, http: [null, 3, {match: [null, 3, {uri: 3, headers: []}], route: [null, {destination: 3, weight: x}]},
      {route: [{destination: {host: 3, subset: [], port: 80}}, {destination: {host: a, port: {number: "80"}}}], retries: 3, timeout: 5, fault: []}],
      tcp: {}, gateways: [edge, 3], servers: [{hosts: a, port: 80, tls: 3}, {port: {number: x, protocol: 3}, hosts: [null]}],
      trafficPolicy: {tls: 3, portLevelSettings: [null, {port: 3, tls: {mode: 3}}]}, subsets: [null, {name: 3, labels: [a]}],
      selector: {matchLabels: 3}, mtls: 3, portLevelMtls: {a: null, 80: 3}, ports: [null, {port: "80", name: 3}], components: {ingressGateways: [null]},
      template: {metadata: {labels: 3}, spec: {containers: [null, {ports: [3]}]}}}`,
  ];
  const metadata = ['{name: a}', '{name: a, labels: 3, annotations: [], namespace: 3}', '{name: a, labels: {a: null, b: [], c: {}}, annotations: {a: {}}}'];
  return parts.flatMap((spec) => metadata.map((meta) => ['ConfigMap', ...kinds.filter((kind) => kind !== '*')].map((kind) =>
    `apiVersion: ${groups[kind] ?? 'v1'}\nkind: ${kind}\nmetadata: ${meta}\nspec: ${spec}`).join('\n---\n')));
}
