import { Field } from '../model/field';

/** Members of an IstioOperator that an installation does not have, or has by another name. */
const ALIASES: { readonly [member: string]: string } = {
  components: '', k8s: '', service: '', hpaSpec: 'autoscaling', label: 'labels', ports: 'servicePorts', replicaCount: 'replicas',
};

/** The place of a value in an IstioOperator, in the words of the installation that it is made from. */
export class OperatorField extends Field {
  public override at(key: string | number): Field {
    const name = ALIASES[key] ?? key;
    return name === '' ? this : new OperatorField(this.where, this, name);
  }
}
