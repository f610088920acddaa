import { serviceAccount } from './references';
import {
  type HttpProbeOptions, type ProbeHeader, ProbeScheme, ReadinessProbe, type ReadinessProbeOptions, type TcpProbeOptions, type WorkloadEndpoint,
  type WorkloadGroupProps, type WorkloadGroupTemplate, type WorkloadTemplate,
} from '../../../resources';
import { call, type Code } from '../code';
import { chosen, labels, listOf, mapOf, type Members, needed, type Node, number, oneOf, outOf, type Reader, record, text, texts, under } from '../reader';
import { seconds } from '../values';

const TEMPLATE: Members<WorkloadTemplate> = { ports: mapOf(number), network: text, locality: text, weight: number, serviceAccount };

export const WORKLOAD_ENDPOINT: Members<WorkloadEndpoint> = { ...TEMPLATE, address: text, labels };

export const workloadEndpoint = record(WORKLOAD_ENDPOINT);

const TIMES: Members<ReadinessProbeOptions> = {
  initialDelay: under('initialDelaySeconds', seconds),
  timeout: under('timeoutSeconds', seconds),
  period: under('periodSeconds', seconds),
  successThreshold: number,
  failureThreshold: number,
};

/** An option that stands in the block of the probe's method, not beside it. */
function inside<T>(method: string, key: string, reader: Reader<T>) {
  return outOf([method], (node) => {
    const member = node.at(method)?.at(key);
    return member === undefined ? undefined : reader(member);
  });
}

const tcp = (method: string): Members<TcpProbeOptions> => ({ ...TIMES, host: inside(method, 'host', text) });

const HTTP: Members<HttpProbeOptions> = {
  ...tcp('httpGet'),
  path: inside('httpGet', 'path', text),
  scheme: inside('httpGet', 'scheme', oneOf('ProbeScheme', ProbeScheme)),
  headers: inside('httpGet', 'httpHeaders', listOf(record<ProbeHeader>({ name: needed('name', text), value: needed('value', text) }))),
};

const readinessProbe: Reader<ReadinessProbe> = (node) => {
  const [httpGet, tcpSocket, exec] = ['httpGet', 'tcpSocket', 'exec'].map((method) => node.at(method));
  if (httpGet !== undefined) { return probe('ReadinessProbe.httpGet', portOf(httpGet), node, HTTP); }
  if (tcpSocket !== undefined) { return probe('ReadinessProbe.tcpSocket', portOf(tcpSocket), node, tcp('tcpSocket')); }
  const command = exec?.at('command');
  if (command === undefined) { return node.mustBe('a probe with httpGet, tcpSocket or exec'); }
  const times = chosen(node, (key) => key !== 'exec');
  return call('ReadinessProbe.exec', texts(command), times === undefined ? undefined : record(TIMES)(times));
};

function portOf(method: Node): Code {
  const port = method.at('port');
  return port === undefined ? method.mustBe('a probe of a port') : number(port);
}

function probe(factory: string, port: Code, node: Node, members: Members<ReadinessProbeOptions>): Code<ReadinessProbe> {
  const options = record(members)(node);
  return call(factory, port, options.form.is === 'object' && options.form.members.length > 0 ? options : undefined);
}

export const WORKLOAD_GROUP: Members<Omit<WorkloadGroupProps, 'metadata'>> = {
  workloadLabels: outOf(['metadata'], (node) => given(node, 'labels')),
  workloadAnnotations: outOf(['metadata'], (node) => given(node, 'annotations')),
  template: needed('template', record<WorkloadGroupTemplate>({ ...TEMPLATE, labels })),
  probe: readinessProbe,
};

function given(node: Node, key: string): Code<{ [label: string]: string }> | undefined {
  const found = node.at('metadata')?.at(key);
  return found === undefined ? undefined : labels(found);
}
