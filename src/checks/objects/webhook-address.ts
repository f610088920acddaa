import { isIpAddress } from '../../model/hosts';
import { wholeApp } from '../check';
import { Severity } from '../finding';

/** The names of the webhooks' configurations that Istio installs. */
const ISTIOS: ReadonlyArray<readonly [kind: string, name: RegExp]> = [
  ['MutatingWebhookConfiguration', /^istio-sidecar-injector/],
  ['ValidatingWebhookConfiguration', /^(istio-validator|istiod-default-validator$)/],
];

/** See its title. */
export const webhookAddress = wholeApp({
  code: 'CI0038',
  name: 'webhook-address',
  title: 'Webhooks of Istio say where their control plane is.',
  severity: Severity.WARNING,
  kinds: ['*'],
  explanation: 'The API server asks a webhook at a Service of the cluster or at a URL. Without either nobody is asked: pods get no sidecars, and objects are not checked. An IP '
    + 'address in the URL must be in the certificate of the control plane, which mostly has names only; it is an info.',
  fix: 'set clientConfig.url to that of the external control plane, or clientConfig.service',
  equivalents: ['IST0163', 'IST0164'],
  *run(view) {
    for (const [kind, name] of ISTIOS) {
      for (const webhook of view.ofKind(kind).filter((one) => name.test(one.name)).flatMap(({ root }) => root.at('webhooks').items())) {
        const client = webhook.at('clientConfig');
        const url = client.at('url');
        if (!url.given) {
          if (!client.at('service').given) { yield url.mustBe('given, as there is no service'); }
          continue;
        }
        const host = URL.canParse(url.text ?? '') ? new URL(url.text ?? '').hostname.replace(/^\[|\]$/g, '') : undefined;
        if (host === undefined || host === '') {
          yield url.mustBe('an absolute URL');
        } else if (isIpAddress(host)) {
          yield url.mustBe('one with a host name', { severity: Severity.INFO });
        }
      }
    }
  },
});
