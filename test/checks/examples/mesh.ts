import { type Examples, yaml } from './example';

const operator = (spec: string) => `apiVersion: install.istio.io/v1alpha1\nkind: IstioOperator\nmetadata: {name: mesh, namespace: istio-system}\nspec: ${spec}`;
const mesh = (meshConfig: string) => operator(`{meshConfig: ${meshConfig}}`);
const text = (data: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: istio, namespace: istio-system}\ndata: ${data}`;
const pod = (config: string) => `apiVersion: v1\nkind: Pod\nmetadata: {name: web, namespace: shop, annotations: {proxy.istio.io/config: ${config}}}`;

/** Examples for the checks of the MeshConfig and of ProxyConfigs. */
export const MESH_EXAMPLES: Examples = {
  CI1301: {
    wrong: yaml(mesh('{accesLogFile: /dev/stdout, defaultConfig: {tracing: {sampeling: 1}}}'), text('{mesh: "enableTrace: true", meshNetworks: "networks: {}"}'),
      pod('"holdApplication: true"')),
    finds: [
      'warning app/istio: data.mesh.enableTrace is no field of MeshConfig; it must be one of its 50 fields; take a field that is there, or leave it out [CI1301]',
      'warning app/mesh: spec.meshConfig.accesLogFile is no field of MeshConfig; it must be one of its 50 fields; write accessLogFile [CI1301]',
      'warning app/mesh: spec.meshConfig.defaultConfig.tracing.sampeling is no field of MeshConfig; it must be one of customTags, datadog, enableIstioTags, lightstep, maxPathTagLength, openCensusAgent, sampling, stackdriver, tlsSettings, zipkin; write sampling [CI1301]',
      'warning app/web: metadata.annotations["proxy.istio.io/config"].holdApplication is no field of ProxyConfig; it must be one of its 40 fields; take a field that is there, or leave it out [CI1301]',
    ],
    right: yaml(mesh('{accessLogFile: /dev/stdout, access_log_format: "%REQ(X)%", defaultConfig: {tracing: {sampling: 1}, proxyMetadata: {ANY: x}}}'), pod('"concurrency: 2"')),
  },
  CI1302: {
    wrong: yaml(text('{mesh: "- a", meshNetworks: "{"}'), pod('"concurrency: many"')),
    finds: [
      'error app/istio: data.mesh is "- a"; it must be MeshConfig in YAML; correct the text [CI1302]',
      'error app/istio: data.meshNetworks is "{"; it must be MeshNetworks in YAML; correct the text [CI1302]',
      'error app/web: metadata.annotations["proxy.istio.io/config"].concurrency is "many"; it must be an integer; correct the text [CI1302]',
    ],
    right: yaml(text('{mesh: "connectTimeout: 5s", meshNetworks: ""}'), pod('"concurrency: \'2\'"')),
  },
  CI1303: {
    wrong: yaml(mesh('{proxyListenPort: 0}'), pod('"{statusPort: 70000, proxyAdminPort: -1}"')),
    finds: [
      'error app/mesh: spec.meshConfig.proxyListenPort is 0; it must be between 1 and 65535; write a port, or leave the field out [CI1303]',
      'error app/web: metadata.annotations["proxy.istio.io/config"].proxyAdminPort is -1; it must be between 1 and 65535; write a port, or leave the field out [CI1303]',
      'error app/web: metadata.annotations["proxy.istio.io/config"].statusPort is 70000; it must be between 1 and 65535; write a port, or leave the field out [CI1303]',
    ],
    right: yaml(mesh('{proxyListenPort: 15001}'), pod('"{statusPort: 15020}"')),
  },
  CI1304: {
    wrong: yaml(mesh('{connectTimeout: 2h, protocolDetectionTimeout: 0.1ms, dnsRefreshRate: often, defaultConfig: {drainDuration: 1.5s, terminationDrainDuration: x}}'),
      text('{mesh: "connectTimeout: 0s"}')),
    finds: [
      'error app/istio: data.mesh.connectTimeout is "0s"; it must be a duration of at least 1ms, in whole milliseconds, such as 1.5s; write such a duration, or leave the field out [CI1304]',
      'error app/mesh: spec.meshConfig.connectTimeout is "2h"; it must be at most 1h; write such a duration, or leave the field out [CI1304]',
      'error app/mesh: spec.meshConfig.defaultConfig.drainDuration is "1.5s"; it must be a duration in whole seconds, at least 1s; write such a duration, or leave the field out [CI1304]',
      'error app/mesh: spec.meshConfig.protocolDetectionTimeout is "0.1ms"; it must be a duration in whole milliseconds, or 0s to wait for as long as it takes; write such a duration, or leave the field out [CI1304]',
    ],
    right: mesh('{connectTimeout: 1h, protocolDetectionTimeout: 0s, dnsRefreshRate: 5s, defaultConfig: {drainDuration: 45s, terminationDrainDuration: 1.5s}}'),
  },
  CI1305: {
    wrong: mesh('{trustDomain: "", trustDomainAliases: [a_b], serviceSettings: [{settings: {clusterLocal: true}, hosts: ["b@d"]}]}'),
    finds: [
      'error app/mesh: spec.meshConfig.serviceSettings[0].hosts[0] is "b@d"; it must be a DNS name: labels of at most 63 letters, digits and "-", joined by ".", the last one not a number, or such a name after "*" or "*."; correct the name [CI1305]',
      'error app/mesh: spec.meshConfig.trustDomain is ""; it must be labels of at most 63 letters, digits and "-", joined by "."; correct the name [CI1305]',
      'error app/mesh: spec.meshConfig.trustDomainAliases[0] is "a_b"; it must be labels of at most 63 letters, digits and "-", joined by "."; correct the name [CI1305]',
    ],
    right: mesh('{trustDomain: shop.1, trustDomainAliases: [a-b], serviceSettings: [{settings: {clusterLocal: true}, hosts: ["*.shop.svc.cluster.local"]}]}'),
  },
  CI1306: {
    wrong: mesh('{meshMTLS: {ecdhCurves: [P-256]}, tlsDefaults: {ecdhCurves: [P-1, P-256, P-256]}}'),
    finds: [
      'error app/mesh: spec.meshConfig.meshMTLS.ecdhCurves is given; it must be left out, as Istio knows none for mutual TLS; write the curves in tlsDefaults, each once [CI1306]',
      'warning app/mesh: spec.meshConfig.tlsDefaults.ecdhCurves[0] is "P-1"; it must be one of P-224, P-256, P-521, P-384, X25519, X25519Kyber768Draft00, X25519MLKEM768; write the curves in tlsDefaults, each once [CI1306]',
      'warning app/mesh: spec.meshConfig.tlsDefaults.ecdhCurves[2] is given before; it must be given once; write the curves in tlsDefaults, each once [CI1306]',
    ],
    right: mesh('{meshMTLS: {minProtocolVersion: TLSV1_3}, tlsDefaults: {ecdhCurves: [P-256, X25519]}}'),
  },
  CI1307: {
    wrong: yaml(mesh('{defaultTrafficPolicy: {connectionPool: {}, outlierDetection: {maxEjectionPercent: 101, interval: 0s, consecutiveLocalOriginFailures: 1}}}'),
      mesh('{defaultTrafficPolicy: {connectionPool: {tcp: {maxConnections: -1, idleTimeout: 0s}, http: {useClientProtocol: true, h2UpgradePolicy: UPGRADE}}}}')),
    finds: [
      'error app/mesh: spec.meshConfig.defaultTrafficPolicy.connectionPool has neither tcp nor http; it must have one of them, or be left out; correct it as in a DestinationRule [CI1307]',
      'error app/mesh: spec.meshConfig.defaultTrafficPolicy.connectionPool.http.useClientProtocol is true with h2UpgradePolicy UPGRADE; it must be one of them; correct it as in a DestinationRule [CI1307]',
      'error app/mesh: spec.meshConfig.defaultTrafficPolicy.connectionPool.tcp.maxConnections is -1; it must be 0, for the default, or more; correct it as in a DestinationRule [CI1307]',
      'error app/mesh: spec.meshConfig.defaultTrafficPolicy.outlierDetection.consecutiveLocalOriginFailures is given without splitExternalLocalOriginErrors; it must come with it; correct it as in a DestinationRule [CI1307]',
      'error app/mesh: spec.meshConfig.defaultTrafficPolicy.outlierDetection.interval is "0s"; it must be a duration of at least 1ms, in whole milliseconds, such as 1.5s; correct it as in a DestinationRule [CI1307]',
      'error app/mesh: spec.meshConfig.defaultTrafficPolicy.outlierDetection.maxEjectionPercent is 101; it must be between 0 and 100; correct it as in a DestinationRule [CI1307]',
    ],
    right: mesh('{defaultTrafficPolicy: {connectionPool: {tcp: {idleTimeout: 0s}}, outlierDetection: {maxEjectionPercent: 50}}}'),
  },
  CI1308: {
    wrong: mesh('{localityLbSetting: {distribute: [{from: eu, to: {eu/a: 50, us: 40}}]}, zoneAwareLbSetting: {failover: [{from: eu, to: eu}]}}'),
    finds: [
      'error app/mesh: spec.meshConfig.localityLbSetting.distribute[0].to adds up to 90; it must be 100; correct it as in a DestinationRule [CI1308]',
      'error app/mesh: spec.meshConfig.zoneAwareLbSetting.failover[0].to is "eu"; it must be another region than from; correct it as in a DestinationRule [CI1308]',
    ],
    right: mesh('{localityLbSetting: {distribute: [{from: eu, to: {eu: 60, us: 40}}]}, zoneAwareLbSetting: {failover: [{from: eu, to: us}]}}'),
  },
  CI1309: {
    wrong: yaml(mesh('{defaultConfig: {discoveryAddress: istiod, statsdUdpAddress: a, envoyMetricsService: {address: "a:0"}, tracing: {zipkin: {}}}}'),
      pod('"{tracing: {datadog: {address: dd}}}"')),
    finds: [
      'error app/mesh: spec.meshConfig.defaultConfig.discoveryAddress is "istiod"; it must be a DNS name or an IP address, ":" and a port, such as istiod.istio-system.svc:15012; write host:port [CI1309]',
      'error app/mesh: spec.meshConfig.defaultConfig.envoyMetricsService.address is "a:0"; it must be a DNS name or an IP address, ":" and a port, such as istiod.istio-system.svc:15012; write host:port [CI1309]',
      'error app/mesh: spec.meshConfig.defaultConfig.statsdUdpAddress is "a"; it must be a DNS name or an IP address, ":" and a port, such as istiod.istio-system.svc:15012; write host:port [CI1309]',
      'error app/mesh: spec.meshConfig.defaultConfig.tracing.zipkin.address is missing; it must be a DNS name or an IP address, ":" and a port, such as istiod.istio-system.svc:15012; write host:port [CI1309]',
      'error app/web: metadata.annotations["proxy.istio.io/config"].tracing.datadog.address is "dd"; it must be a DNS name or an IP address, ":" and a port, such as istiod.istio-system.svc:15012; write host:port [CI1309]',
    ],
    right: mesh('{defaultConfig: {discoveryAddress: "istiod.istio-system:15012", statsdUdpAddress: "", tracing: {zipkin: {address: "$(HOST_IP):9411"}}}}'),
  },
  CI1310: {
    wrong: mesh('{defaultConfig: {configPath: "", serviceCluster: "", controlPlaneAuthPolicy: INHERIT, tracing: {lightstep: {address: "a:80"}}}}'),
    finds: [
      'error app/mesh: spec.meshConfig.defaultConfig.configPath is ""; it must be a text that is not empty, or left out; leave the field out, or write a value [CI1310]',
      'error app/mesh: spec.meshConfig.defaultConfig.controlPlaneAuthPolicy is "INHERIT"; it must be NONE or MUTUAL_TLS; leave the field out, or write a value [CI1310]',
      'error app/mesh: spec.meshConfig.defaultConfig.serviceCluster is ""; it must be a text that is not empty, or left out; leave the field out, or write a value [CI1310]',
      'error app/mesh: spec.meshConfig.defaultConfig.tracing.lightstep.accessToken is missing; it must be given for Lightstep; write the token [CI1310]',
    ],
    right: mesh('{defaultConfig: {serviceCluster: web, controlPlaneAuthPolicy: MUTUAL_TLS, tracing: {lightstep: {address: "a:80", accessToken: x}}}}'),
  },
  CI1311: {
    wrong: mesh('{defaultConfig: {tracing: {tlsSettings: {mode: MUTUAL, clientCertificate: /a}}}}'),
    finds: [
      'error app/mesh: spec.meshConfig.defaultConfig.tracing.tlsSettings.privateKey is missing; it must be given for mode MUTUAL, or credentialName; give credentialName, or clientCertificate and privateKey [CI1311]',
    ],
    right: mesh('{defaultConfig: {tracing: {tlsSettings: {mode: SIMPLE, caCertificates: /a}}}}'),
  },
  CI1312: {
    wrong: mesh('{defaultConfig: {connectionSettings: {httpIdleTimeout: -1s, httpMaxConcurrentStreams: 0, http2InitialStreamWindowSize: 1, listenerPerConnectionBufferLimitBytes: -1}}}'),
    finds: [
      'error app/mesh: spec.meshConfig.defaultConfig.connectionSettings.http2InitialStreamWindowSize is 1; it must be 65535 or more; write a larger value, or leave the field out [CI1312]',
      'error app/mesh: spec.meshConfig.defaultConfig.connectionSettings.httpIdleTimeout is "-1s"; it must be a duration that is not negative, such as 5s; write a larger value, or leave the field out [CI1312]',
      'error app/mesh: spec.meshConfig.defaultConfig.connectionSettings.httpMaxConcurrentStreams is 0; it must be 1 or more; write a larger value, or leave the field out [CI1312]',
      'error app/mesh: spec.meshConfig.defaultConfig.connectionSettings.listenerPerConnectionBufferLimitBytes is -1; it must be 0 or more; write a larger value, or leave the field out [CI1312]',
    ],
    right: mesh('{defaultConfig: {connectionSettings: {httpIdleTimeout: 0s, httpMaxConcurrentStreams: 1, http2InitialStreamWindowSize: 65535}}}'),
  },
  CI1313: {
    wrong: yaml(mesh('{defaultConfig: {privateKeyProvider: {}}}'), pod('"privateKeyProvider: {qat: {pollDelay: 0s}}"')),
    finds: [
      'error app/mesh: spec.meshConfig.defaultConfig.privateKeyProvider has neither cryptomb nor qat; it must have one of them; write cryptomb or qat with a pollDelay [CI1313]',
      'error app/web: metadata.annotations["proxy.istio.io/config"].privateKeyProvider.qat.pollDelay is "0s"; it must be a duration other than 0, such as 2ms; write cryptomb or qat with a pollDelay [CI1313]',
    ],
    right: mesh('{defaultConfig: {privateKeyProvider: {cryptomb: {pollDelay: 2ms}}}}'),
  },
  CI1314: {
    wrong: mesh('{defaultConfig: {proxyMetadata: {ISTIO_META_DNS_AUTO_ALLOCATE: "true"}}}'),
    finds: [
      'warning app/mesh: spec.meshConfig.defaultConfig.proxyMetadata.ISTIO_META_DNS_AUTO_ALLOCATE is deprecated; it must be left out; leave it out [CI1314]',
    ],
    right: mesh('{defaultConfig: {proxyMetadata: {ISTIO_META_DNS_CAPTURE: "true"}}}'),
  },
  CI1316: {
    wrong: mesh('{extensionProviders: [{prometheus: {}}, {name: a, zipkin: {}, datadog: {}}, {name: a, prometheus: {}}, {name: b}]}'),
    finds: [
      'warning app/mesh: spec.meshConfig.extensionProviders[0].name is missing; it must be given; give it a name of its own, and one of the types that providers have [CI1316]',
      'warning app/mesh: spec.meshConfig.extensionProviders[1] has zipkin and datadog; it must have one type, such as opentelemetry or envoyExtAuthzGrpc; give it a name of its own, and one of the types that providers have [CI1316]',
      'warning app/mesh: spec.meshConfig.extensionProviders[2].name is "a" as before; it must be a name of its own; give it a name of its own, and one of the types that providers have [CI1316]',
      'warning app/mesh: spec.meshConfig.extensionProviders[3] has no type; it must have one type, such as opentelemetry or envoyExtAuthzGrpc; give it a name of its own, and one of the types that providers have [CI1316]',
    ],
    right: mesh('{extensionProviders: [{name: a, prometheus: {}}, {name: b, zipkin: {service: zipkin.shop, port: 9411}}]}'),
  },
  CI1317: {
    wrong: mesh(`{extensionProviders: [{name: a, zipkin: {service: "", port: 0}}, {name: b, envoyExtAuthzHttp: {service: a/b, port: 80, statusOnError: "999", pathPrefix: check}},
      {name: c, lightstep: {service: a.b, port: 80}}, {name: d, opentelemetry: {service: a.b, port: 80, grpc: {timeout: 1s}, http: {path: /, timeout: 1s}}}]}`),
    finds: [
      'warning app/mesh: spec.meshConfig.extensionProviders[0].zipkin.port is 0; it must be between 1 and 65535; correct it [CI1317]',
      'warning app/mesh: spec.meshConfig.extensionProviders[0].zipkin.service is ""; it must be the host of a service, or namespace/host; correct it [CI1317]',
      'warning app/mesh: spec.meshConfig.extensionProviders[1].envoyExtAuthzHttp.pathPrefix is "check"; it must be a path that begins with "/"; correct it [CI1317]',
      'warning app/mesh: spec.meshConfig.extensionProviders[1].envoyExtAuthzHttp.service is "a/b"; it must be a full host name, with a "."; correct it [CI1317]',
      'warning app/mesh: spec.meshConfig.extensionProviders[1].envoyExtAuthzHttp.statusOnError is "999"; it must be the number of an HTTP status that Envoy knows; correct it [CI1317]',
      'warning app/mesh: spec.meshConfig.extensionProviders[2].lightstep.accessToken is missing; it must be given; correct it [CI1317]',
      'warning app/mesh: spec.meshConfig.extensionProviders[3].opentelemetry.grpc is given beside http; it must be one of them; correct it [CI1317]',
    ],
    right: mesh(`{extensionProviders: [{name: a, zipkin: {service: 10.0.0.1, port: 9411}}, {name: b, envoyExtAuthzHttp: {service: shop/a.shop.svc.cluster.local, port: 80,
      statusOnError: "403", pathPrefix: /check}}]}`),
  },
  CI1320: {
    wrong: yaml(operator('{values: {global: {meshNetworks: {east: {endpoints: [{fromCidr: abc}]}}}}}'), text('{meshNetworks: "networks: {west: {endpoints: [{fromRegistry: a b}]}}"}')),
    finds: [
      'error app/istio: data.meshNetworks.networks.west.endpoints[0].fromRegistry is "a b"; it must be at most 63 letters, digits and "-", with a letter or digit at both ends; write fromCidr: RANGE, or fromRegistry: CLUSTER [CI1320]',
      'error app/mesh: spec.values.global.meshNetworks.east.endpoints[0].fromCidr is "abc"; it must be an IP address, or a range such as 10.0.0.0/8; write fromCidr: RANGE, or fromRegistry: CLUSTER [CI1320]',
    ],
    right: operator('{values: {global: {meshNetworks: {east: {endpoints: [{fromCidr: 10.0.0.0/8}, {fromRegistry: east}]}}}}}'),
  },
  CI1321: {
    wrong: operator('{values: {global: {meshNetworks: {east: {gateways: [{registryServiceName: "b@d", port: 80}, {address: "b@d", port: 70000}, {address: 1.1.1.1}]}}}}}'),
    finds: [
      'error app/mesh: spec.values.global.meshNetworks.east.gateways[0].registryServiceName is "b@d"; it must be a DNS name: labels of at most 63 letters, digits and "-", joined by ".", the last one not a number; write address: ADDRESS or registryServiceName: HOST, and port: PORT [CI1321]',
      'error app/mesh: spec.values.global.meshNetworks.east.gateways[1].address is "b@d"; it must be an IP address or a DNS name; write address: ADDRESS or registryServiceName: HOST, and port: PORT [CI1321]',
      'error app/mesh: spec.values.global.meshNetworks.east.gateways[1].port is 70000; it must be between 1 and 65535; write address: ADDRESS or registryServiceName: HOST, and port: PORT [CI1321]',
      'error app/mesh: spec.values.global.meshNetworks.east.gateways[2].port is missing; it must be between 1 and 65535; write address: ADDRESS or registryServiceName: HOST, and port: PORT [CI1321]',
    ],
    right: operator('{values: {global: {meshNetworks: {east: {gateways: [{registryServiceName: gateway.istio-system.svc.cluster.local, port: 443}, {address: a.example.com, port: 443}]}}}}}'),
  },
};
