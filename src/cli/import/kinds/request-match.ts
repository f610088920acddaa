import { RequestMatch } from '../../../model';
import { call, callOn, type Code, value } from '../code';
import { labels, type Node, number, type Reader, text } from '../reader';
import { stringMatch } from '../values';

type Part = (node: Node, match: Node) => Code[];

const each = (make: (key: string, member: Node) => Code): Part => (node) =>
  Object.keys(node.fields ?? {}).map((key) => make(key, node.at(key) as Node));

const PARTS: { readonly [key: string]: Part } = {
  uri: (node, match) => {
    const ignoreCase = match.at('ignoreUriCase')?.json === true ? value({ ignoreCase: true }) : undefined;
    return [call('RequestMatch.path', stringMatch(node), ignoreCase)];
  },
  ignoreUriCase: (node, match) => (match.at('uri') === undefined ? [node.problem('is given without uri')] : []),
  method: (node) => [node.at('exact') === undefined ? call('RequestMatch.methodMatching', stringMatch(node))
    : call('RequestMatch.method', text(node.at('exact') as Node))],
  scheme: (node) => [call('RequestMatch.scheme', stringMatch(node))],
  authority: (node) => [call('RequestMatch.authority', stringMatch(node))],
  headers: each((key, member) => call('RequestMatch.header', value(key), stringMatch(member))),
  withoutHeaders: each((key, member) =>
    call('RequestMatch.withoutHeader', value(key), Object.keys(member.fields ?? {}).length === 0 ? undefined : stringMatch(member))),
  queryParams: each((key, member) => call('RequestMatch.query', value(key), stringMatch(member))),
  port: (node) => [call('RequestMatch.port', number(node))],
  sourceLabels: (node) => [call('RequestMatch.sourceLabels', labels(node))],
  sourceNamespace: (node) => [call('RequestMatch.sourceNamespace', text(node))],
};

/** Fields of a match that the route has in a program: they are the same in all of its matches. */
export const COMMON = ['gateways', 'statPrefix'];

/** A match of an HTTP route: its conditions, one after the other. */
export const requestMatch: Reader<RequestMatch> = (node) => {
  const keys = Object.keys(node.fields ?? {}).filter((key) => !COMMON.includes(key));
  keys.filter((key) => !Object.hasOwn(PARTS, key)).forEach((key) => node.at(key)?.problem('cannot be told of a request here'));
  const [first, ...rest] = keys.filter((key) => Object.hasOwn(PARTS, key)).flatMap((key) => PARTS[key](node.at(key) as Node, node));
  if (first === undefined) { return node.mustBe('a match of something'); }
  return rest.reduce<Code<RequestMatch>>((all, one) => callOn(all, 'and', one), first as Code<RequestMatch>);
};
