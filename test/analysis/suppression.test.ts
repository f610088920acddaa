import { ApiObject, App, Chart, Duration, Testing } from 'cdk8s';
import { type Construct } from 'constructs';
import { MeshAnalysis, MeshService, ResilientService } from 'cdk8s-istio';

/** Two constructs that say different things of the same requests. */
function contradiction(): { app: App; chart: Chart; short: Construct; long: Construct } {
  const app = new App({ outdir: Testing.app().outdir });
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  const service = new MeshService(chart, 'reviews', { name: 'reviews', ports: [{ name: 'http', number: 80 }] });
  const [short, long] = [3, 30].map((seconds) => new ResilientService(chart, `for-${seconds}s`, { service, timeout: Duration.seconds(seconds) }));
  return { app, chart, short, long };
}
const found = (app: App) => MeshAnalysis.findings(app).filter(({ code }) => /^CI00/.test(code))
  .map(({ code, construct, suppressedReason }) => [code, construct, suppressedReason]);

describe('what constructs say of each other', () => {
  test('is silenced for one of the constructs that it is about', () => {
    const { app, long } = contradiction();
    expect(() => app.synth()).toThrow('[CI0011]');
    MeshAnalysis.suppress(long, 'CI0011', ' the order of the paths decides ');
    expect(found(app)).toEqual([['CI0011', 'shop/for-30s and shop/for-3s', 'the order of the paths decides']]);
    app.synth();
  });

  test('is silenced for a construct that holds it', () => {
    const { app, chart } = contradiction();
    MeshAnalysis.suppress(chart, 'CI0011', 'known');
    expect(found(app)).toEqual([['CI0011', 'shop/for-30s and shop/for-3s', 'known']]);
  });

  test('is not silenced by another code, or for another construct, which is told', () => {
    const { app, chart, short } = contradiction();
    MeshAnalysis.suppress(short, 'CI0012', 'another code');
    MeshAnalysis.suppress(new Chart(app, 'other'), 'CI0011', 'another construct');
    MeshAnalysis.suppress(chart.node.findChild('reviews'), 'CI0013', 'not found at all');
    expect(found(app)).toEqual([
      ['CI0060', 'other', undefined], ['CI0011', 'shop/for-30s and shop/for-3s', undefined], ['CI0060', 'shop/for-3s', undefined], ['CI0060', 'shop/reviews', undefined],
    ]);
    expect(MeshAnalysis.findings(app).map(MeshAnalysis.format)).toContain(
      'shop/for-3s: suppress of CI0012 silences nothing, as it is not found; it must silence a finding; remove it [CI0060]');
  });

  test('is silenced in a tree whose root has a name', () => {
    const chart = Testing.chart();
    const service = new MeshService(chart, 'reviews', { name: 'reviews', namespace: 'shop', ports: [{ name: 'http', number: 80 }] });
    for (const id of ['a', 'b']) { new ResilientService(chart, id, { service, timeout: Duration.seconds(id === 'a' ? 1 : 2) }); }
    MeshAnalysis.suppress(chart.node.findChild('a'), 'CI0011', 'known');
    expect(MeshAnalysis.findings(chart)).toMatchObject([{ code: 'CI0011', suppressedReason: 'known' }]);
  });
});

describe('an annotation that silences nothing', () => {
  const findings = (annotations: { [name: string]: string }) => {
    const chart = new Chart(new App(), 'shop', { namespace: 'shop' });
    new ApiObject(chart, 'settings', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { annotations } });
    return MeshAnalysis.findings(chart).map((finding) => `${finding.severity} ${MeshAnalysis.format(finding)}`);
  };

  test('is a hint', () => {
    expect(findings({ 'cdk8s-istio.dev/suppress.CI0201': 'a third and two thirds' })).toEqual([
      'info shop/settings: metadata.annotations["cdk8s-istio.dev/suppress.CI0201"] silences nothing, as CI0201 is not found; it must silence a finding; remove it [CI0060]',
    ]);
  });

  test('can be silenced itself; without a reason, or of what checks of objects do not find, it is none', () => {
    expect(findings({ 'cdk8s-istio.dev/suppress.CI0201': 'one', 'cdk8s-istio.dev/suppress.CI0060': 'two' })).toEqual([expect.stringMatching(/\[CI0060\] \(suppressed: two\)$/)]);
    expect(findings({ 'cdk8s-istio.dev/suppress.CI0511': 'said by a construct' })).toEqual([]);
    expect(findings({ 'cdk8s-istio.dev/suppress.CI0201': ' ' })).toEqual([expect.stringMatching(/^warning .*\[CI0025\]$/)]);
  });
});
