import { type PolicyApp, PolicyCheck, type PolicyCheckProps, type PolicyObject, type PolicyReport } from 'cdk8s-istio';

/** A check of a policy pack: ConfigMaps have an owner. */
export class NameGiven extends PolicyCheck {
  constructor(props: Partial<PolicyCheckProps> = {}) {
    super({
      code: 'ACME001',
      name: 'owner-given',
      title: 'A ConfigMap has an owner.',
      kinds: ['ConfigMap'],
      explanation: 'Nobody knows whom to ask about a ConfigMap without an owner.',
      fix: 'add the label owner',
      ...props,
    });
  }

  public examine(item: PolicyObject, _app: PolicyApp): PolicyReport[] {
    return item.labels.owner === undefined ? [item.at('metadata.labels.owner').mustBe('given')] : [];
  }
}
