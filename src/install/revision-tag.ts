import { ApiObject, JsonPatch } from 'cdk8s';
import { Construct } from 'constructs';
import { namespaceOf } from './declare';
import { AppAnalysis } from '../analysis/app-analysis';
import type { JsonObject } from '../model/json';
import { requireDnsLabel } from '../model/names';
import { fieldOf } from '../resources/emit';

/** Properties of a RevisionTag. */
export interface RevisionTagProps {
  /**
   * The name of the tag: what namespaces and gateways choose. `default` stands for namespaces that say `istio-injection`.
   *
   * @default - the id of the construct
   */
  readonly tag?: string;

  /** The revision that it stands for. */
  readonly revision: string;

  /**
   * The namespace of the control plane.
   *
   * @default - that of the chart; istio-system, if it has none
   */
  readonly namespace?: string;
}

const LABELS = { 'operator.istio.io/component': 'Pilot', 'app.kubernetes.io/name': 'istiod', 'app.kubernetes.io/part-of': 'istio' };

/**
 * A name that stands for a revision of the control plane. Namespaces that choose it move to another revision when it does.
 *
 * It is written as the objects that `istioctl tag set` makes. They stand alone, and belong to no Helm release: with the release
 * of a revision, Helm would remove the tag, even when it stands for another revision by then.
 *
 * @see https://istio.io/latest/docs/setup/upgrade/canary/#stable-revision-labels
 */
export class RevisionTag extends Construct {
  /** The MutatingWebhookConfiguration, which sends pods of the tag to the control plane for injection. */
  public readonly webhook: ApiObject;

  /** The Service, by which proxies of the tag find the control plane. */
  public readonly service: ApiObject;

  constructor(scope: Construct, id: string, props: RevisionTagProps) {
    super(scope, id);
    AppAnalysis.attach(this);
    const field = fieldOf(this);
    const tag = requireDnsLabel(props.tag ?? id, field.at('tag'));
    const revision = requireDnsLabel(props.revision, field.at('revision'));
    if (revision === tag) { throw field.at('tag').error(tag, 'another name than the revision, which needs no tag'); }
    const namespace = namespaceOf(this, props) ?? 'istio-system';
    const labels = { ...LABELS, 'istio.io/tag': tag, 'istio.io/rev': revision };
    const name = `istio-revision-tag-${tag}${namespace === 'istio-system' ? '' : `-${namespace}`}`;

    this.webhook = new ApiObject(this, 'Webhook', {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'MutatingWebhookConfiguration',
      metadata: { name, labels: { ...labels, app: 'sidecar-injector' } },
      webhooks: [...CHOSEN, ...tag === 'default' ? UNSAID : []].map((choice) => webhookOf(choice, tag, revision, namespace)),
    });
    // It is not in a namespace, whatever its chart is in.
    if (this.webhook.metadata.namespace !== undefined) { this.webhook.addJsonPatch(JsonPatch.remove('/metadata/namespace')); }
    this.service = new ApiObject(this, 'Service', {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: `istiod-revision-tag-${tag}`, namespace, labels: { ...labels, app: 'istiod', istio: 'pilot' } },
      spec: { ports: PORTS, selector: { 'app': 'istiod', 'istio.io/rev': revision } },
    });
  }
}

const PORTS = [
  { name: 'grpc-xds', port: 15010, protocol: 'TCP' },
  { name: 'https-dns', port: 15012, protocol: 'TCP' },
  { name: 'https-webhook', port: 443, protocol: 'TCP', targetPort: 15017 },
  { name: 'http-monitoring', port: 15014, protocol: 'TCP' },
];

/** Which pods a webhook is for. */
interface Choice {
  readonly prefix: string;
  readonly namespace: (tag: string) => JsonObject[];
  readonly pod: (tag: string) => JsonObject[];
}

const REVISION = 'istio.io/rev';
const NAMESPACE = 'istio-injection';
const POD = 'sidecar.istio.io/inject';

const is = (key: string, value: string): JsonObject => ({ key, operator: 'In', values: [value] });
const isNot = (key: string, value: string): JsonObject => ({ key, operator: 'NotIn', values: [value] });
const isMissing = (key: string): JsonObject => ({ key, operator: 'DoesNotExist' });

/** The namespace, or the pod, chooses the tag. */
const CHOSEN: readonly Choice[] = [
  { prefix: 'rev.namespace.', namespace: (tag) => [is(REVISION, tag), isMissing(NAMESPACE)], pod: () => [isNot(POD, 'false')] },
  {
    prefix: 'rev.object.',
    namespace: () => [isMissing(REVISION), isMissing(NAMESPACE)],
    pod: (tag) => [isNot(POD, 'false'), is(REVISION, tag)],
  },
];

/** The namespace, or the pod, wants a sidecar, and does not say of which revision. */
const UNSAID: readonly Choice[] = [
  { prefix: 'namespace.', namespace: () => [is(NAMESPACE, 'enabled')], pod: () => [isNot(POD, 'false')] },
  {
    prefix: 'object.',
    namespace: () => [isMissing(NAMESPACE), isMissing(REVISION)],
    pod: () => [is(POD, 'true'), isMissing(REVISION)],
  },
];

function webhookOf({ prefix, namespace, pod }: Choice, tag: string, revision: string, home: string): JsonObject {
  return {
    name: `${prefix}sidecar-injector.istio.io`,
    clientConfig: { service: { name: `istiod-${revision}`, namespace: home, path: '/inject', port: 443 } },
    sideEffects: 'None',
    rules: [{ operations: ['CREATE'], apiGroups: [''], apiVersions: ['v1'], resources: ['pods'] }],
    failurePolicy: 'Fail',
    reinvocationPolicy: 'Never',
    admissionReviewVersions: ['v1'],
    namespaceSelector: { matchExpressions: namespace(tag) },
    objectSelector: { matchExpressions: pod(tag) },
  };
}
