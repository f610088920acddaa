package bookinfo;

import io.github.cdk8s_istio.cdk8s.istio.*;
import io.github.cdk8s_istio.cdk8s.istio.l1.Telemetry;
import io.github.cdk8s_istio.cdk8s.istio.l1.TelemetrySpec;
import io.github.cdk8s_istio.cdk8s.istio.l1.TelemetrySpecTracing;
import io.github.cdk8s_istio.cdk8s.istio.l1.TelemetrySpecTracingCustomTags;
import io.github.cdk8s_istio.cdk8s.istio.l1.TelemetrySpecTracingCustomTagsLiteral;
import io.github.cdk8s_istio.cdk8s.istio.l1.TelemetrySpecTracingMatch;
import io.github.cdk8s_istio.cdk8s.istio.l1.TelemetrySpecTracingMatchMode;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.cdk8s.ApiObject;
import org.cdk8s.ApiObjectMetadata;
import org.cdk8s.App;
import org.cdk8s.Chart;
import org.cdk8s.ChartProps;
import org.cdk8s.Duration;
import org.cdk8s.JsonPatch;
import software.constructs.Construct;

public final class Features {
  private static final List<ServicePort> HTTP = List.of(ServicePort.builder().name("http").number(9080).build());

  /** A reusable part of a company: a service that has a timeout from the beginning. */
  private static final class TimedService extends Construct {
    private final MeshService service;

    TimedService(Construct scope, String name) {
      super(scope, name);
      service = MeshService.Builder.create(this, "service").name(name).ports(HTTP).labels(Map.of("app", name)).build();
      ResilientService.Builder.create(this, "timeout").service(service).timeout(Duration.seconds(2)).build();
    }
  }

  /** A destination of one's own. */
  private static final class Recorder implements IDestination {
    @Override
    public String getHost() {
      return "recorder.audit.svc.cluster.local";
    }

    @Override
    public Number getPort() {
      return 8080;
    }
  }

  public static void main(String[] args) {
    App app = new App();
    PolicyPack acme = PolicyPack.Builder.create().prefix("ACME").checks(List.of(new TimeoutGiven())).build();
    Mesh.Builder.create(app, "mesh")
        .policyPacks(List.of(acme))
        .knownHosts(List.of("recorder.audit.svc.cluster.local"))
        .build();

    // Files beside the manifests, with values of any shape.
    HelmInstall.Builder.create(new Chart(app, "install"), "istio")
        .folder("helm")
        .revision("1-31")
        .values(Map.of(
            "global", Map.of("proxy", Map.of("logLevel", "warning", "privileged", false)),
            "pilot", Map.of("env", Map.of("PILOT_ENABLE_ALPHA_GATEWAY_API", "true"))))
        .build();

    Chart shop = new Chart(app, "shop", ChartProps.builder().namespace("shop").build());
    MeshService reviews = new TimedService(shop, "reviews").service;
    CanaryRelease.Builder.create(shop, "canary")
        .service(reviews).stable(reviews.version("v1")).canary(reviews.version("v2")).weight(25).build();
    MirroredService.Builder.create(shop, "record")
        .service(reviews).mirrors(List.of(MirrorTarget.builder().to(new Recorder()).percentage(5).build())).build();

    // A construct for one kind, with lists of objects, enums and value classes. What it says for port 8080 leaves one thing out, which is a warning.
    DestinationRule.Builder.create(shop, "ratings")
        .host("ratings")
        .trafficPolicy(TrafficPolicy.builder()
            .loadBalancer(LoadBalancing.consistentHash(
                HashKey.cookie("user", HashCookieOptions.builder().ttl(Duration.hours(1)).build()),
                ConsistentHashOptions.builder().ring(HashRing.maglev(65537)).build()))
            .proxyProtocol(ProxyProtocolVersion.V2)
            .portLevelSettings(List.of(PortTrafficPolicy.builder().port(8080).loadBalancer(LoadBalancing.roundRobin()).build()))
            .build())
        .exportTo(List.of("."))
        .build();

    // The classes that are generated from the CRDs, and a patch of an object.
    Telemetry.Builder.create(shop, "telemetry")
        .metadata(ApiObjectMetadata.builder().name("tracing").build())
        .spec(TelemetrySpec.builder()
            .tracing(List.of(TelemetrySpecTracing.builder()
                .randomSamplingPercentage(5)
                .match(TelemetrySpecTracingMatch.builder().mode(TelemetrySpecTracingMatchMode.CLIENT).build())
                .customTags(Map.of("zone", TelemetrySpecTracingCustomTags.builder()
                    .literal(TelemetrySpecTracingCustomTagsLiteral.builder().value("a").build()).build()))
                .build()))
            .build())
        .build();
    ApiObject.of(reviews.getNode().findChild("VirtualService")).addJsonPatch(JsonPatch.add("/spec/exportTo", List.of(".")));

    // A service of somebody else has no timeout: the policy finds it, and it is silenced.
    MeshService details = MeshService.Builder.create(shop, "details").name("details").ports(HTTP).build();
    CanaryRelease.Builder.create(shop, "details-canary")
        .service(details).stable(details.version("v1")).canary(details.version("v2")).weight(5).build();
    List<Finding> findings = MeshAnalysis.findings(app).stream()
        .filter(finding -> finding.getCode().equals("ACME001")).collect(Collectors.toList());
    MeshAnalysis.formatAll(findings).forEach(System.out::println);
    MeshAnalysis.suppress(details, "ACME001", "is asked in the background");

    // What happens to requests.
    MeshTesting mesh = MeshTesting.of(app);
    mesh.expect(MeshRequest.builder().to("reviews.shop").build())
        .routesTo("reviews", RouteExpectation.builder().subset("v1").weight(75).build())
        .hasTimeout(Duration.seconds(2));
    Treatment treatment = mesh.request(MeshRequest.builder().to("reviews.shop").headers(Map.of("end-user", "jason")).build());
    System.out.println((treatment.getOutcome() == RequestOutcome.FORWARDED) + " " + treatment.getRoute() + " " + treatment.getTimeout().toSeconds());
    for (TreatedDestination destination : treatment.getDestinations()) {
      System.out.println(destination.getSubset() + " " + destination.getWeight());
    }

    app.synth();
  }
}
