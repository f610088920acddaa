package bookinfo;

import io.github.cdk8s_istio.cdk8s.istio.*;
import java.util.List;
import java.util.Map;
import org.cdk8s.App;
import org.cdk8s.Chart;
import org.cdk8s.ChartProps;
import org.cdk8s.Duration;

/** What examples/bookinfo says of the mesh. Both kinds of app must write the same. */
public final class Bookinfo {
  private static Chart bookinfo;

  private static MeshService part(String name) {
    return MeshService.Builder.create(bookinfo, name)
        .name(name)
        .ports(List.of(ServicePort.builder().name("http").number(9080).build()))
        .labels(Map.of("app", name))
        .serviceAccount("bookinfo-" + name)
        .build();
  }

  public static void main(String[] args) {
    App app = args.length > 0 && args[0].equals("fast") ? new FastApp() : new App();

    IstioInstall.Builder.create(new Chart(app, "istio"), "istio")
        .profile(InstallProfile.DEFAULT)
        .meshConfig(MeshConfig.builder().accessLogFile("/dev/stdout").outboundTrafficPolicy(OutboundTraffic.REGISTRY_ONLY).build())
        .pilot(InstallControlPlane.builder()
            .resources(OperatorResources.builder().requests(Map.of("cpu", "500m", "memory", "2Gi")).build())
            .autoscaling(InstallAutoscaling.builder().minReplicas(2).maxReplicas(5).build())
            .build())
        .values(Map.of("global", Map.of("proxy", Map.of("privileged", false, "logLevel", "warning"))))
        .build();

    bookinfo = new Chart(app, "bookinfo", ChartProps.builder().namespace("bookinfo").build());
    StrictMtlsNamespace.Builder.create(bookinfo, "namespace")
        .name("bookinfo")
        .injection(Injection.enabled())
        .labels(Map.of("team", "books"))
        .exceptions(List.of(MtlsException.builder()
            .name("ratings-metrics").selector(Map.of("app", "ratings")).mode(MtlsMode.PERMISSIVE).ports(List.of(9090)).build()))
        .build();

    MeshService productpage = part("productpage");
    MeshService details = part("details");
    MeshService reviews = part("reviews");
    MeshService ratings = part("ratings");

    RequestMatch jason = RequestMatch.header("end-user", StringMatch.exact("jason"));

    CanaryRelease.Builder.create(bookinfo, "reviews-canary")
        .service(reviews).stable(reviews.version("v1")).canary(reviews.version("v3")).weight(10).build();
    CanaryRelease.Builder.create(bookinfo, "reviews-for-jason")
        .service(reviews).stable(reviews.version("v1")).canary(reviews.version("v2")).weight(100).requests(List.of(jason)).build();
    ResilientService.Builder.create(bookinfo, "reviews-resilience")
        .service(reviews)
        .timeout(Duration.seconds(3))
        .retries(Retries.builder()
            .attempts(3).perTryTimeout(Duration.seconds(1)).on(List.of(RetryOn.FIVE_XX, RetryOn.status(409))).build())
        .circuitBreaker(CircuitBreaker.builder()
            .maxConnections(20)
            .maxPendingRequests(4)
            .outlierDetection(OutlierDetection.builder()
                .consecutive5XxErrors(5)
                .interval(Duration.seconds(1))
                .baseEjectionTime(Duration.seconds(15))
                .maxEjectionPercent(50)
                .build())
            .build())
        .build();

    ServiceVersion nextDetails = details.version("v2", ServiceVersionOptions.builder().labels(Map.of("release", "next")).build());
    CanaryRelease.Builder.create(bookinfo, "details-canary")
        .service(details).stable(details.version("v1")).canary(nextDetails).weight(0).build();
    MirroredService.Builder.create(bookinfo, "details-shadow")
        .service(details).mirrors(List.of(MirrorTarget.builder().to(details.version("v2")).percentage(50).build())).build();

    FaultInjection.Builder.create(bookinfo, "ratings-slow-for-jason")
        .service(ratings)
        .requests(List.of(jason.and(RequestMatch.path(StringMatch.prefix("/ratings")))))
        .delay(FaultDelay.builder().duration(Duration.millis(1500)).percentage(12.5).build())
        .build();

    IngressGateway gateway = IngressGateway.Builder.create(bookinfo, "bookinfo-gateway")
        .listeners(List.of(GatewayListener.builder()
            .hosts(List.of("bookinfo.example.com"))
            .tls(ListenerTls.builder().credentialName("bookinfo-cert").build())
            .redirectHttp(true)
            .build()))
        .build();
    ExposedService.Builder.create(bookinfo, "public")
        .service(productpage).gateway(gateway).hosts(List.of("bookinfo.example.com")).build();

    app.synth();
  }
}
