import { goDuration } from '../../model/go/durations';
import { ANY, eachObject } from '../check';
import { Severity } from '../finding';
import { PROXY_CONFIG_FIELDS, proxyConfigsIn } from '../mesh-places';

const NOT_NEGATIVE = ['listenerPerConnectionBufferLimitBytes', 'clusterPerConnectionBufferLimitBytes'];
const POSITIVE = ['httpMaxConcurrentStreams', 'listenerConnectionLimit', 'globalDownstreamConnectionLimit'];
const WINDOWS = ['http2InitialStreamWindowSize', 'http2InitialConnectionWindowSize'];
const DURATIONS = [
  'httpIdleTimeout', 'httpMaxConnectionDuration', 'httpDrainTimeout', 'httpRequestTimeout', 'httpRequestHeadersTimeout', 'httpStreamIdleTimeout', 'httpMaxStreamDuration',
];

/** See its title. */
export const connectionSettings = eachObject({
  code: 'CI1312',
  name: 'connection-settings',
  title: 'The limits that proxies set to connections are ones that Istio takes.',
  severity: Severity.ERROR,
  kinds: [ANY],
  fields: PROXY_CONFIG_FIELDS,
  explanation: 'Istio refuses the MeshConfig, or the pod with such an annotation. The windows of HTTP/2 begin at 65535 bytes, as its specification wants.',
  fix: 'write a larger value, or leave the field out',
  equivalents: Array.from({ length: 14 }, (_, i) => `IV-MC-0${34 + i}`),
  *object(object, view) {
    for (const { at } of proxyConfigsIn(object, view)) {
      const settings = at.at('connectionSettings');
      if (settings.fields === undefined) { continue; }
      for (const [names, least] of [[NOT_NEGATIVE, 0], [POSITIVE, 1], [WINDOWS, 65535]] as const) {
        for (const value of names.map((name) => settings.at(name))) {
          if (value.number !== undefined && value.number < least) { yield value.mustBe(`${least} or more`); }
        }
      }
      for (const duration of DURATIONS.map((name) => settings.at(name))) {
        if (duration.text !== undefined && (goDuration(duration.text) ?? 0n) < 0n) { yield duration.mustBe('a duration that is not negative, such as 5s'); }
      }
    }
  },
});
