import type { AppObject } from './app-object';
import type { AppView } from './app-view';
import type { Report } from './check';
import type { Cursor } from './cursor';
import { Severity } from './finding';
import { readExportTo } from './service-index';
import { isIpAddress, parseServiceHost, serviceHost } from '../model/hosts';

/**
 * Reports a host that is nothing in the mesh, as the readers of an object see it. It is an error where the app would have to
 * have it, and a warning where it may well be outside of the app.
 *
 * @param place where the host is written
 * @param host its full name
 * @param object the object that holds it, whose `exportTo` says who reads it
 */
export function* unknownHost(place: Cursor, host: string, object: AppObject, view: AppView): Iterable<Report> {
  const exportTo = object.spec.at('exportTo').texts();
  const readers = exportTo.length === 0 ? [object.namespace] : readExportTo(exportTo, object.namespace);
  if (view.services.visible(host, readers).length > 0 || isIpAddress(host)) { return; }
  const [hidden] = view.services.exact(host);
  if (hidden !== undefined) {
    yield place.mustBe(`a host that namespace ${readers.join(', ')} sees; exportTo of ${hidden.object?.fullId} leaves it out`);
    return;
  }
  const service = parseServiceHost(host, view.context.clusterDomain);
  if (service !== undefined && view.context.knownNamespaces.includes(service.namespace)) { return; }
  const [name, namespace] = host.split('.');
  const meant = serviceHost(name, namespace ?? '', view.context.clusterDomain);
  if (service === undefined && view.services.exact(meant).length > 0) {
    yield place.mustBe('a full name: Istio does not complete a name that has a dot', { fix: `write ${meant}` });
    return;
  }
  const isOfApp = service !== undefined && view.services.definesServicesIn(service.namespace);
  yield place.mustBe('the host of a Service or a ServiceEntry', { severity: isOfApp ? Severity.ERROR : Severity.WARNING });
}
