import type { Report } from './check';
import type { Cursor } from './cursor';

/*
 * What Istio's webhook refuses of balancing by locality (`ValidateLocalityLbSetting`, `ValidateZoneAwareLbSetting`): of a
 * DestinationRule and of the MeshConfig.
 */

const TOPOLOGY: ReadonlySet<string> = new Set(['topology.kubernetes.io/region', 'topology.kubernetes.io/zone', 'topology.istio.io/subzone']);

/** Whether Istio orders endpoints for the case that some fail: only those that outlier detection puts out do. */
export function hasFailover(setting: Cursor): boolean {
  return setting.at('failover').items().length > 0 || setting.at('failoverPriority').items().length > 0;
}

/** Fixed shares: those of one source add up to 100, and localities do not overlap. */
export function* localityShareReports(setting: Cursor): Iterable<Report> {
  const shares = setting.at('distribute').items();
  for (const share of shares) {
    const to = share.at('to');
    const weights = to.entries().map(([, weight]) => weight);
    const wrong = weights.filter(({ number }) => number !== undefined && (number < 1 || number > 100));
    for (const weight of wrong) { yield weight.mustBe('between 1 and 100'); }
    const sum = weights.reduce((total, { number }) => total + (number ?? 0), 0);
    if (wrong.length === 0 && sum !== 100 && (!to.given || to.fields !== undefined)) { yield to.problem(`adds up to ${sum}; it must be 100`); }
    yield* localityReports(to.entries().map(([name, place]) => ({ name, place })), true);
  }
  yield* localityReports(shares.map((share) => share.at('from')).filter(({ given, text }) => !given || text !== undefined)
    .map((place) => ({ name: place.text ?? '', place })), false);
}

interface Locality { readonly name: string; readonly place: Cursor }

/** Each is `region`, `region/zone` or `region/zone/subzone`, perhaps with a `*` at the end, and none holds another. */
function* localityReports(localities: readonly Locality[], areKeys: boolean): Iterable<Report> {
  const report = ({ name, place }: Locality, text: string) => place.problem(`is ${areKeys ? '' : `${JSON.stringify(name)}, which is `}${text}`);
  const seen: string[][] = [];
  for (const locality of localities) {
    const { name } = locality;
    const [region, zone, ...rest] = name.split('/');
    const parts = [region, ...(zone === undefined ? [] : [zone]), ...(rest.length === 0 ? [] : [rest.join('/')])];
    if (parts.includes('')) {
      yield report(locality, 'no locality; it must be region/zone/subzone with no part empty, and may end with the region or the zone');
    } else if (name.includes('*') && name.indexOf('*') !== name.length - 1) {
      yield report(locality, 'no locality; it must have "*" at the end, or not at all');
    } else if (seen.some((other) => overlap(other, parts) || (areKeys && overlap(parts, other)))) {
      // Istio reads the keys of a map in an order of chance.
      yield report(locality, 'within or around another one; it must be apart from it');
    } else {
      seen.push(parts);
    }
  }
}

/** Istio compares the parts as they are written; "*" alone takes in all, and one with fewer parts those that begin with it. */
function overlap(earlier: readonly string[], later: readonly string[]): boolean {
  if (earlier.length === 1 && earlier[0] === '*') { return true; }
  return earlier.every((part, i) => i >= later.length || part === later[i] || (i > 0 && part === '*'));
}

/** Who takes over for whom. */
export function* localityFailoverReports(setting: Cursor): Iterable<Report> {
  const [distribute, failover, priority] = ['distribute', 'failover', 'failoverPriority'].map((name) => setting.at(name).items());
  if (distribute.length > 0 && failover.length > 0) {
    yield setting.at('failover').problem('is given beside distribute; it must be one of them');
    return;
  }
  if (failover.length > 0) { yield* topologyReports(priority, 'beside failover'); }
  yield* regionReports(failover);
}

/** The same for Envoy's own way: it knows regions, zones and subzones by itself. */
export function* zoneFailoverReports(setting: Cursor): Iterable<Report> {
  yield* topologyReports(setting.at('failoverPriority').items(), 'in zoneAwareLbSetting');
  yield* regionReports(setting.at('failover').items());
}

function* topologyReports(labels: readonly Cursor[], where: string): Iterable<Report> {
  for (const label of labels) {
    if (TOPOLOGY.has(label.text ?? '')) { yield label.mustBe(`another label ${where}, which orders regions, zones and subzones by itself`); }
  }
}

function* regionReports(failover: readonly Cursor[]): Iterable<Report> {
  for (const each of failover) {
    const [from, to] = [each.at('from').text ?? '', each.at('to').text ?? ''];
    for (const place of [each.at('from'), each.at('to')]) {
      if (/[/*]/.test(place.text ?? '')) { yield place.mustBe('a region, without "/" and "*"'); }
    }
    if (from === to) { yield each.at('to').mustBe('another region than from'); }
  }
}
