import type { FillingRules } from '../filling';

const HANDLERS = ['exec', 'grpc', 'httpGet', 'tcpSocket', 'sleep'];

/** What a schema of Kubernetes' or of the MeshConfig does not say: what excludes each other, and what texts have to be. */
export const RULES: FillingRules = {
  oneOf: {
    '\\.(readinessProbe|postStart|preStop)$': HANDLERS,
    '\\.hpaSpec\\.metrics\\[\\]$': ['containerResource', 'external', 'object', 'pods', 'resource'],
    '\\.target$': ['averageUtilization', 'averageValue', 'value'],
    '\\.valueFrom$': ['configMapKeyRef', 'fieldRef', 'fileKeyRef', 'resourceFieldRef', 'secretKeyRef'],
    '\\.projected\\.sources\\[\\]$': ['clusterTrustBundle', 'configMap', 'downwardAPI', 'podCertificate', 'secret', 'serviceAccountToken'],
    '\\.volumes\\[\\]$': [
      'awsElasticBlockStore', 'azureDisk', 'azureFile', 'cephfs', 'cinder', 'configMap', 'csi', 'downwardAPI', 'emptyDir', 'ephemeral', 'fc',
      'flexVolume', 'flocker', 'gcePersistentDisk', 'gitRepo', 'glusterfs', 'hostPath', 'image', 'iscsi', 'nfs', 'persistentVolumeClaim',
      'photonPersistentDisk', 'portworxVolume', 'projected', 'quobyte', 'rbd', 'scaleIO', 'secret', 'storageos', 'vsphereVolume',
    ],
    '\\.extensionProviders\\[\\]$': [
      'datadog', 'envoyExtAuthzGrpc', 'envoyExtAuthzHttp', 'envoyFileAccessLog', 'envoyHttpAls', 'envoyOtelAls', 'envoyTcpAls', 'opentelemetry',
      'prometheus', 'sds', 'skywalking', 'zipkin', 'stackdriver',
    ],
    '\\.opentelemetry$': ['grpc', 'http'],
    '\\.logFormat$': ['labels', 'text'],
    '(initialMetadata|headers)\\[\\]$': ['envName', 'value'],
    '\\.tracing$': ['datadog', 'lightstep', 'openCensusAgent', 'stackdriver', 'zipkin'],
    '\\.customTags\\.\\*$': ['environment', 'header', 'literal'],
    '\\.(localityLbSetting|zoneAwareLbSetting)$': ['distribute', 'failover', 'failoverPriority'],
    'CertificateData\\[\\]$|caCertificates\\[\\]$': ['pem', 'spiffeBundleUrl'],
    'configSources\\[\\]\\.tlsSettings$': [],
  },
  always: {
    '\\.hpaSpec\\.metrics\\[\\]$': (metric) => ({ type: upper(Object.keys(metric).find((name) => name !== 'type') ?? 'resource') }),
    '\\.volumes\\[\\]$': (volume) => ({ name: `volume-${Object.keys(volume).find((name) => name !== 'name')?.toLowerCase()}` }),
    '\\.extensionProviders\\[\\]$': (provider) => ({ name: `provider-${Object.keys(provider).find((name) => name !== 'name')?.toLowerCase()}` }),
    '(\\.tlsSettings|outboundTrafficPolicy\\.tls)$': ({ mode }) => (mode === 'MUTUAL' ? { clientCertificate: '/cert.pem', privateKey: '/key.pem' } : {}),
  },
  values: {
    'additionalContainers\\[\\]$': { name: 'helper', image: 'images.example.com/helper:1' },
    'values\\.profile$': 'demo',
    'global\\.platform$': 'gke',
    'compatibilityVersion$': '1.30',
    '[rR]evision$': '1-31-0',
    'ecdhCurves\\[\\]$': 'P-256',
    '(in|ex)cludeIPRanges$': '10.0.0.0/8',
    '(in|ex)clude(Inbound|Outbound)Ports$': '8080',
    'keepaliveMaxServerConnectionAge$': '30m',
    'http2Initial\\w+WindowSize$|initial(Stream|Connection)WindowSize$': 65536,
    '(imeout|nterval|[dD]uration|[dD]elay|EjectionTime|[bB]ackoff|Rate|\\.time|Keepalive\\.time|ttl|maxAge)$': '10s',
    '(ddress|proxyAdminAddress)$': 'collector.istio-system.svc.cluster.local:9411',
    'distribute\\[\\]\\.(from|to\\.\\*\\{\\})$': 'europe-west1/*',
    'distribute\\[\\]\\.to\\.\\*$': 100,
    'failover\\[\\]\\.from$': 'europe-west1',
    'failover\\[\\]\\.to$': 'europe-west4',
  },
};

/** `containerResource` as the type of a metric is spelled: `ContainerResource`. */
function upper(name: string): string {
  return name[0].toUpperCase() + name.slice(1);
}
