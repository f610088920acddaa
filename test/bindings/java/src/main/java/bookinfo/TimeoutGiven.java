package bookinfo;

import io.github.cdk8s_istio.cdk8s.istio.PolicyApp;
import io.github.cdk8s_istio.cdk8s.istio.PolicyCheck;
import io.github.cdk8s_istio.cdk8s.istio.PolicyCheckProps;
import io.github.cdk8s_istio.cdk8s.istio.PolicyObject;
import io.github.cdk8s_istio.cdk8s.istio.PolicyReport;
import io.github.cdk8s_istio.cdk8s.istio.Severity;
import java.util.List;
import java.util.stream.Collectors;

public class TimeoutGiven extends PolicyCheck {
  public TimeoutGiven() {
    super(PolicyCheckProps.builder()
        .code("ACME001")
        .name("timeout-given")
        .title("Every HTTP route has a timeout.")
        .severity(Severity.WARNING)
        .kinds(List.of("VirtualService"))
        .explanation("Without a timeout a request waits for as long as the service takes.")
        .fix("add timeout: 10s")
        .build());
  }

  @Override
  public List<PolicyReport> examine(PolicyObject item, PolicyApp app) {
    return item.at("spec.http").getItems().stream()
        .filter(route -> !route.at("timeout").getIsGiven())
        .map(route -> route.at("timeout").mustBe("given"))
        .collect(Collectors.toList());
  }
}
