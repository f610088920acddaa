import { ApiObject, Chart } from 'cdk8s';
import type { Mistakes } from '../scenario';
import { IstioInstall, MeshTelemetry, ProxyConfig, SailInstall, Telemetry } from 'cdk8s-istio';

const install = (chart: Chart) => new IstioInstall(chart, 'istio', { namespace: 'istio-system' });

/** Mistakes in installing Istio and joining it. */
export const INSTALL_MISTAKES: Mistakes = {
  I1: [
    {
      what: 'applying the IstioOperator with kubectl, beside other objects',
      ways: [
        { twin: 'operator-beside-objects' },
        { code: 'CI0026', reported: (chart) => { install(chart); new ApiObject(chart, 'settings', { apiVersion: 'v1', kind: 'ConfigMap' }); } },
      ],
    },
    { what: 'a profile that does not exist', ways: [{ twin: 'profile-unknown' }] },
  ],
  I2: [
    { what: 'two gateways with one name', ways: [{ twin: 'gateways-with-one-name' }] },
    {
      what: 'a port without a name',
      ways: [{
        impossible: 'a port of servicePorts has a name',
        written: (chart) => new IstioInstall(chart, 'istio', {
          // @ts-expect-error name is required
          ingressGateways: [{ name: 'edge', servicePorts: [{ port: 80 }] }],
        }),
      }],
    },
    {
      what: 'a port without a number',
      ways: [{
        impossible: 'a port of servicePorts has a number',
        written: (chart) => new IstioInstall(chart, 'istio', {
          // @ts-expect-error port is required
          ingressGateways: [{ name: 'edge', servicePorts: [{ name: 'http2' }] }],
        }),
      }],
    },
  ],
  I3: [
    { what: 'a minimum of replicas over the maximum', ways: [{ twin: 'replicas-min-over-max' }] },
    { what: 'a quantity that is none', ways: [{ twin: 'quantity-malformed' }] },
    { what: 'a patch whose path is malformed', ways: [{ twin: 'overlay-path-malformed' }] },
  ],
  I5: [
    {
      what: 'relying on `istioctl operator init`',
      ways: [
        {
          impossible: 'SailInstall writes what the Sail operator reads; there is no IstioOperator for a cluster to read',
          written: (chart) => new SailInstall(chart, 'istio', {
            // @ts-expect-error there is no operator of istioctl to be set up
            operator: { init: true },
          }),
        },
        { code: 'CI0026', reported: (chart) => { install(chart); new ApiObject(chart, 'operator', { apiVersion: 'apps/v1', kind: 'Deployment' }); } },
      ],
    },
  ],
  I6: [
    { what: '`istio-injection` and `istio.io/rev` on one namespace', ways: [{ twin: 'two-kinds-of-injection' }] },
  ],
  I8: [
    {
      what: 'a Telemetry that names a provider which the MeshConfig lacks',
      ways: [
        { code: 'CI0901', reported: (chart, app) => { install(new Chart(app, 'install')); new Telemetry(chart, 'traces', { metadata: { namespace: 'shop' }, tracing: [{ provider: 'jaeger' }] }); } },
        { code: 'CI0901', reported: (chart, app) => { install(new Chart(app, 'install')); new MeshTelemetry(chart, 'traces', { tracing: { provider: 'jaeger' } }); } },
      ],
    },
  ],
  J2: [
    {
      what: 'the label on the Deployment instead of its pod template',
      ways: [{
        code: 'CI0801', yaml: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: reviews, namespace: shop, labels: {sidecar.istio.io/inject: "false"}}
spec: {template: {metadata: {labels: {app: reviews}}}}`,
      }],
    },
  ],
  J4: [
    {
      what: 'fields that a ProxyConfig does not have: binaryPath, configPath',
      ways: [
        {
          impossible: 'ProxyConfig has no binaryPath',
          written: (chart) => new ProxyConfig(chart, 'proxies', {
            // @ts-expect-error there is no binaryPath
            binaryPath: '/usr/local/bin/envoy',
          }),
        },
        {
          impossible: 'ProxyConfig has no configPath',
          written: (chart) => new ProxyConfig(chart, 'proxies', {
            // @ts-expect-error there is no configPath
            configPath: '/etc/istio/proxy',
          }),
        },
        {
          code: 'CI0031', yaml: `
apiVersion: networking.istio.io/v1beta1
kind: ProxyConfig
metadata: {name: proxies, namespace: shop}
spec: {concurrency: 2, binaryPath: /usr/local/bin/envoy, configPath: /etc/istio/proxy}`,
        },
      ],
    },
  ],
};
