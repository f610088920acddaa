import type { AppObject } from './app-object';
import type { AppView } from './app-view';
import type { Cursor } from './cursor';
import type { Labels } from './labels';

/** A configuration of Istio's injector. */
export interface Injector {
  readonly object: AppObject;
  readonly webhooks: readonly Cursor[];
}

/** The configurations of Istio's injectors in the app. */
export function istioInjectors(view: AppView): readonly Injector[] {
  return view.once('injectors', () => view.ofKind('MutatingWebhookConfiguration').map((object) => ({ object, webhooks: object.root.at('webhooks').items() }))
    .filter(({ webhooks }) => webhooks.some((webhook) => webhook.at('name').text?.endsWith('istio.io') === true)));
}

/** Whether a label selector of Kubernetes takes labels. One that is not given takes all. */
export function selectorTakes(selector: Cursor, labels: Labels): boolean {
  return Object.entries(selector.at('matchLabels').labels()).every(([label, value]) => labels[label] === value)
    && selector.at('matchExpressions').items().every((expression) => {
      const value = labels[expression.at('key').text ?? ''];
      const values = expression.at('values').texts();
      switch (expression.at('operator').text) {
        case 'In': return value !== undefined && values.includes(value);
        case 'NotIn': return value === undefined || !values.includes(value);
        case 'Exists': return value !== undefined;
        case 'DoesNotExist': return value === undefined;
        default: return false;
      }
    });
}
