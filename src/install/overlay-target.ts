import type { Field } from '../model/field';
import type { OperatorOverlay } from '../resources/operator-overlay';

/** Kinds of which a component has at most one object, named like the component. */
const ONE_OF_A_KIND = ['Deployment', 'HorizontalPodAutoscaler', 'PodDisruptionBudget', 'Service'];

/** istioctl ignores an overlay of an object that there is not, without a word. */
export function requireTargets(overlays: readonly OperatorOverlay[], component: string, field: Field): void {
  overlays.forEach((overlay, i) => {
    if (ONE_OF_A_KIND.includes(overlay.kind) && overlay.name !== component) {
      throw field.at(i).at('name').error(overlay.name, `"${component}", as the ${overlay.kind} is named`, 'istioctl would ignore the overlay');
    }
  });
}
