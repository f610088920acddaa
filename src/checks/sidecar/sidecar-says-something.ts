import { eachObject } from '../check';
import { Severity } from '../finding';

const LISTS: readonly string[] = ['egress', 'ingress'];
const BLOCKS: readonly string[] = ['outboundTrafficPolicy', 'inboundConnectionPool'];
const KNOWN: readonly string[] = [...LISTS, ...BLOCKS, 'workloadSelector'];

/** See its title. */
export const sidecarSaysSomething = eachObject({
  code: 'CI0740',
  name: 'sidecar-says-something',
  title: 'A Sidecar says something of the traffic of its workloads.',
  severity: Severity.ERROR,
  kinds: ['Sidecar'],
  explanation: 'Istio refuses a Sidecar that has none of egress, ingress, outboundTrafficPolicy and inboundConnectionPool.',
  fix: 'write egress: [{hosts: ["*/*"]}] for what a proxy does without a Sidecar',
  equivalents: ['IV-SC-001'],
  *object({ spec }) {
    const isSaid = LISTS.some((name) => !isEmptyList(spec.at(name).json)) || BLOCKS.some((name) => spec.at(name).given);
    // What is misspelt, or no block at all, is told as that.
    if (isSaid || (spec.given && spec.fields === undefined) || spec.entries().some(([name]) => !KNOWN.includes(name))) { return; }
    yield spec.problem(`says nothing; it must have ${[...LISTS, ...BLOCKS].join(', ').replace(/, (\w+)$/, ' or $1')}`);
  },
});

function isEmptyList(json: unknown): boolean {
  return json === undefined || (Array.isArray(json) && json.length === 0);
}
