import type { ServingWorkload } from './arrival';
import type { AppView } from '../../../checks/app-view';
import type { Labels } from '../../../checks/labels';
import { canonical } from '../../../model/json';

/** A text that is equal for workloads to which the same policies apply. */
export function workloadKey({ namespace, labels }: ServingWorkload, view: AppView): string {
  const known = view.once('texts of labels', () => new WeakMap<Labels, string>());
  let text = known.get(labels);
  if (text === undefined) {
    text = canonical({ ...labels });
    known.set(labels, text);
  }
  return `${namespace} ${text}`;
}
