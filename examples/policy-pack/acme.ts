import { PolicyApp, PolicyCheck, PolicyObject, PolicyPack, PolicyReport, Severity } from 'cdk8s-istio';

/** Every HTTP route that forwards requests has a timeout. */
class TimeoutGiven extends PolicyCheck {
  constructor() {
    super({
      code: 'ACME001',
      name: 'timeout-given',
      title: 'Every HTTP route has a timeout.',
      severity: Severity.ERROR,
      kinds: ['VirtualService'],
      explanation: 'Without a timeout a request waits for as long as the service takes. Acme has agreed on 10s where nothing else is known.',
      fix: 'add timeout: 10s',
      link: 'https://acme.example/mesh/timeouts',
    });
  }

  public examine(routes: PolicyObject): PolicyReport[] {
    return routes.at('spec.http').items
      .filter((route) => route.at('route').isGiven && !route.at('timeout').isGiven)
      .map((route) => route.at('timeout').mustBe('given'));
  }
}

/** A gateway is for hosts that somebody has named. */
class HostsNamed extends PolicyCheck {
  constructor() {
    super({
      code: 'ACME002',
      name: 'hosts-named',
      title: 'A Gateway names its hosts.',
      kinds: ['Gateway'],
      explanation: 'A gateway for all hosts takes requests that are meant for others.',
      fix: 'name the hosts',
    });
  }

  public examine(gateway: PolicyObject, app: PolicyApp): PolicyReport[] {
    // The platform team may.
    if (gateway.namespace === app.rootNamespace) { return []; }
    return gateway.at('spec.servers').items.flatMap((server) => server.at('hosts').items)
      .filter((host) => host.text?.split('/').pop() === '*')
      .map((host) => host.mustBe('a host, or a domain such as "*.acme.example"'));
  }
}

export const ACME = new PolicyPack({ prefix: 'ACME', checks: [new TimeoutGiven(), new HostsNamed()] });
