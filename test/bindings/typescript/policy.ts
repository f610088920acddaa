import { PolicyCheck, PolicyObject, PolicyReport, Severity } from 'cdk8s-istio';

export class TimeoutGiven extends PolicyCheck {
  constructor() {
    super({
      code: 'ACME001',
      name: 'timeout-given',
      title: 'Every HTTP route has a timeout.',
      severity: Severity.WARNING,
      kinds: ['VirtualService'],
      explanation: 'Without a timeout a request waits for as long as the service takes.',
      fix: 'add timeout: 10s',
    });
  }

  public examine(routes: PolicyObject): PolicyReport[] {
    return routes.at('spec.http').items
      .filter((route) => !route.at('timeout').isGiven)
      .map((route) => route.at('timeout').mustBe('given'));
  }
}
