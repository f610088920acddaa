import type { IConstruct } from 'constructs';
import type { Caller } from './caller';
import type { MeshService } from './mesh-service';

/** What the accounts of an app may call, by `namespace/account`. */
const DECLARED = new WeakMap<IConstruct, Map<string, Set<MeshService>>>();

/** Keeps that callers may call a service. Those who are not one account (a namespace, everybody) declare no dependency. */
export function declareAccess(callers: readonly Caller[], service: MeshService): void {
  const declared = DECLARED.get(service.node.root) ?? new Map<string, Set<MeshService>>();
  DECLARED.set(service.node.root, declared);
  for (const { _account } of callers) {
    if (_account === undefined) { continue; }
    const services = declared.get(_account) ?? new Set();
    declared.set(_account, services.add(service));
  }
}

/** The services that an account may call, as the ServiceAccesses of the app say. */
export function accessOf(scope: IConstruct, namespace: string, account: string): MeshService[] {
  return [...DECLARED.get(scope.node.root)?.get(`${namespace}/${account}`) ?? []];
}
