import { ANY, eachObject } from '../check';
import { Severity } from '../finding';
import { collectorOf, PROXY_CONFIG_FIELDS, proxyConfigsIn } from '../mesh-places';

/** See its title. */
export const proxySettingsComplete = eachObject({
  code: 'CI1310',
  name: 'proxy-settings-complete',
  title: 'What a proxy cannot do without is not empty in its configuration.',
  severity: Severity.ERROR,
  kinds: [ANY],
  fields: PROXY_CONFIG_FIELDS,
  explanation: 'Istio has defaults for what is left out, and refuses the MeshConfig, or the pod, where it is empty instead. Proxies and istiod authenticate '
    + 'by mutual TLS or not at all.',
  fix: 'leave the field out, or write a value',
  equivalents: ['IV-MC-017', 'IV-MC-018', 'IV-MC-020', 'IV-MC-032'],
  *object(object, view) {
    for (const { at } of proxyConfigsIn(object, view)) {
      for (const name of ['configPath', 'binaryPath', 'serviceCluster']) {
        if (at.at(name).text === '') { yield at.at(name).mustBe('a text that is not empty, or left out'); }
      }
      if (at.at('controlPlaneAuthPolicy').text === 'INHERIT') { yield at.at('controlPlaneAuthPolicy').mustBe('NONE or MUTUAL_TLS'); }
      const collector = collectorOf(at);
      const token = at.at('tracing', 'lightstep', 'accessToken');
      if (collector?.kind === 'lightstep' && collector.at.fields !== undefined && (token.text ?? '') === '') { yield token.mustBe('given for Lightstep', { fix: 'write the token' }); }
    }
  },
});
