package bookinfo;

import io.github.cdk8s_istio.cdk8s.istio.*;
import java.util.List;
import org.cdk8s.App;
import org.cdk8s.Chart;
import org.cdk8s.ChartProps;
import org.cdk8s.Duration;

public final class Refused {
  private static final List<ServicePort> HTTP = List.of(ServicePort.builder().name("http").number(9080).build());

  /** Prints what a statement is refused with. */
  private static void refused(Runnable statement) {
    try {
      statement.run();
      System.out.println("is accepted");
    } catch (RuntimeException error) {
      // After the text jsii has it once more, with the stack.
      System.out.println(error.getMessage().split("\n(?=(@jsii/kernel\\.Runtime)?Error: )")[0]);
    }
  }

  /** A check of one's own whose findings stop the synth. */
  private static final class OwnHosts extends PolicyCheck {
    OwnHosts() {
      super(PolicyCheckProps.builder()
          .code("ACME002")
          .name("own-hosts")
          .title("DestinationRules are for hosts of our own.")
          .severity(Severity.ERROR)
          .kinds(List.of("DestinationRule"))
          .explanation("Others say how their hosts are called.")
          .fix("ask its owners")
          .build());
    }

    @Override
    public List<PolicyReport> examine(PolicyObject item, PolicyApp app) {
      return List.of(item.at("spec.host").problem("is not a host of namespace " + item.getNamespace() + "'s team"));
    }
  }

  public static void main(String[] args) {
    App app = new App();
    Chart shop = new Chart(app, "shop", ChartProps.builder().namespace("shop").build());
    MeshService reviews = MeshService.Builder.create(shop, "reviews").name("reviews").ports(HTTP).build();
    ServiceVersion stable = reviews.version("v1");
    ServiceVersion canary = reviews.version("v2");

    // Values that can never be right.
    refused(() -> CanaryRelease.Builder.create(shop, "much").service(reviews).stable(stable).canary(canary).weight(120).build());
    refused(() -> CanaryRelease.Builder.create(shop, "half").service(reviews).stable(stable).canary(canary).weight(0.5).build());
    refused(() -> MeshService.Builder.create(shop, "silent").name("silent").ports(List.of()).build());
    refused(() -> ServiceAccess.Builder.create(shop, "nobody")
        .service(reviews).allow(List.of(AccessRule.builder().callers(List.of()).methods(List.of("get")).build())).build());
    refused(() -> StringMatch.regex("(["));
    refused(() -> AuthorizationRules.anyOf());
    refused(() -> PolicyPack.Builder.create().prefix("acme").checks(List.of()).build());

    // What only the whole app shows.
    ResilientService.Builder.create(shop, "patient").service(reviews).timeout(Duration.seconds(60)).build();
    ResilientService.Builder.create(shop, "quick").service(reviews).timeout(Duration.seconds(1)).build();
    VirtualService.Builder.create(shop, "by-hand")
        .hosts(List.of(reviews.getHost()))
        .http(List.of(HttpRoute.builder()
            .destinations(List.of(HttpDestination.builder()
                .destination(Destination.of(reviews.getHost(), DestinationOptions.builder().subset("v9").build())).build()))
            .build()))
        .build();
    refused(app::synth);

    App other = new App();
    Mesh.Builder.create(other, "mesh")
        .policyPacks(List.of(PolicyPack.Builder.create().prefix("ACME").checks(List.of(new OwnHosts())).build()))
        .build();
    MeshService.Builder.create(new Chart(other, "other", ChartProps.builder().namespace("shop").build()), "reviews")
        .name("reviews").ports(HTTP).build().version("v1");
    refused(other::synth);
  }
}
