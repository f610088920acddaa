import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { declareInstallation, namespaceOf } from './declare';
import { OperatorField } from './operator-field';
import { operatorProps } from './operator-props';
import type { IstioInstallProps } from './props';
import { toldBy } from './told';
import { ISTIO_KINDS } from '../model/kinds';
import { emit, fieldOf } from '../resources/emit';
import { renderIstioOperator } from '../resources/istio-operator';

/**
 * Installs Istio: the control plane, its gateways and what runs on nodes.
 *
 * It is written as an IstioOperator, which is a file for `istioctl install -f` and `istioctl manifest generate -f`; no
 * cluster knows this kind. istioctl takes one in a file, so it needs a chart of its own.
 *
 * @see https://istio.io/latest/docs/setup/install/istioctl/
 */
export class IstioInstall extends Construct {
  /** The IstioOperator. */
  public readonly apiObject: ApiObject;

  /** The namespace of the control plane. */
  public readonly namespace: string;

  /** The name of the control plane, if it has one. */
  public readonly revision?: string;

  constructor(scope: Construct, id: string, props: IstioInstallProps = {}) {
    super(scope, id);
    const told = toldBy(props, fieldOf(this));
    const namespace = namespaceOf(this, told);
    const operator = operatorProps(told, namespace, fieldOf(this));
    this.apiObject = emit(this, ISTIO_KINDS.IstioOperator, namespace === undefined ? props.metadata : { namespace, ...props.metadata }, {
      spec: renderIstioOperator(operator, new OperatorField(this.node.path)),
    });
    this.namespace = namespace ?? 'istio-system';
    this.revision = props.revision;
    declareInstallation(this, told, this.namespace);
  }
}
