import type { Candidate, Piece } from './candidate';
import { DEFAULT_SETTINGS } from '../../../analysis/mesh-settings';
import { canonical, type Json, type JsonObject } from '../../../model/json';
import { call, type Code, create, name, object, value } from '../code';

const STRICT = canonical({ mtls: { mode: 'STRICT' } });

/** Policies of the name that patterns give them, for a namespace or for the whole mesh. */
export function strictMtlsCandidates(pieces: readonly Piece[]): Candidate[] {
  return pieces.flatMap((policy) => {
    const { istioKind, json } = policy.normal;
    const { name: own, namespace, ...more } = (json.metadata ?? {}) as { [key: string]: Json };
    const isStrict = istioKind === 'PeerAuthentication' && own === 'default' && canonical(json.spec) === STRICT && Object.keys(more).length === 0;
    if (!isStrict || typeof namespace !== 'string') { return []; }
    return [namespace === DEFAULT_SETTINGS.rootNamespace ? forMesh(policy) : forNamespace(policy, namespace, pieces)];
  });
}

function forMesh(policy: Piece): Candidate {
  return { pieces: [policy], ids: ['strict-mtls'], statements: [{ code: create('StrictMtlsMesh', name('this'), value('strict-mtls')) }] };
}

function forNamespace(policy: Piece, namespace: string, pieces: readonly Piece[]): Candidate {
  const made = pieces.find(({ normal: { json } }) =>
    json.apiVersion === 'v1' && json.kind === 'Namespace' && (json.metadata as JsonObject | undefined)?.name === namespace);
  const members: Array<readonly [string, Code]> = [['name', value(namespace)]];
  if (made === undefined) {
    members.push(['createNamespace', value(false)]);
  } else {
    members.push(...labelMembers(((made.normal.json.metadata as JsonObject).labels ?? {}) as { [label: string]: string }));
  }
  return {
    pieces: made === undefined ? [policy] : [made, policy],
    ids: ['strict-mtls'],
    statements: [{ code: create('StrictMtlsNamespace', name('this'), value('strict-mtls'), object(members)) }],
  };
}

/** The label that switches injection on is not said as a label. */
function labelMembers(labels: { readonly [label: string]: string }): Array<readonly [string, Code]> {
  const injections: ReadonlyArray<readonly [string, string | undefined, Code]> = [
    ['istio-injection', 'enabled', call('Injection.enabled')],
    ['istio-injection', 'disabled', call('Injection.disabled')],
    ['istio.io/dataplane-mode', 'ambient', call('Injection.ambient')],
    ['istio.io/rev', undefined, call('Injection.revision', value(labels['istio.io/rev'] ?? ''))],
  ];
  const found = injections.find(([label, wanted]) => labels[label] !== undefined && (wanted === undefined || labels[label] === wanted));
  const others = Object.fromEntries(Object.entries(labels).filter(([label]) => label !== found?.[0]));
  return [
    ...found === undefined ? [] : [['injection', found[2]] as const],
    ...Object.keys(others).length === 0 ? [] : [['labels', value(others)] as const],
  ];
}
