package bookinfo;

import io.github.cdk8s_istio.cdk8s.istio.CanaryRelease;
import io.github.cdk8s_istio.cdk8s.istio.Injection;
import io.github.cdk8s_istio.cdk8s.istio.MeshService;
import io.github.cdk8s_istio.cdk8s.istio.RequestMatch;
import io.github.cdk8s_istio.cdk8s.istio.ResilientService;
import io.github.cdk8s_istio.cdk8s.istio.Retries;
import io.github.cdk8s_istio.cdk8s.istio.RetryOn;
import io.github.cdk8s_istio.cdk8s.istio.ServicePort;
import io.github.cdk8s_istio.cdk8s.istio.StrictMtlsNamespace;
import io.github.cdk8s_istio.cdk8s.istio.StringMatch;
import java.util.List;
import org.cdk8s.App;
import org.cdk8s.Chart;
import org.cdk8s.ChartProps;
import org.cdk8s.Duration;

public final class Canary {
  public static void main(String[] args) {
    App app = new App();
    Chart bookinfo = new Chart(app, "bookinfo", ChartProps.builder().namespace("bookinfo").build());
    StrictMtlsNamespace.Builder.create(bookinfo, "namespace").name("bookinfo").injection(Injection.enabled()).build();

    MeshService reviews = MeshService.Builder.create(bookinfo, "reviews")
        .name("reviews")
        .ports(List.of(ServicePort.builder().name("http").number(9080).build()))
        .build();

    // One of ten requests sees the reviews with red stars. Those of jason always do.
    CanaryRelease.Builder.create(bookinfo, "reviews-canary")
        .service(reviews)
        .stable(reviews.version("v1"))
        .canary(reviews.version("v3"))
        .weight(10)
        .alwaysCanary(List.of(RequestMatch.header("end-user", StringMatch.exact("jason"))))
        .build();

    ResilientService.Builder.create(bookinfo, "reviews-resilience")
        .service(reviews)
        .timeout(Duration.seconds(3))
        .retries(Retries.builder()
            .attempts(3)
            .perTryTimeout(Duration.seconds(1))
            .on(List.of(RetryOn.FIVE_XX, RetryOn.RESET))
            .build())
        .build();

    app.synth();
  }
}
