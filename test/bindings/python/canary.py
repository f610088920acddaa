from cdk8s import App, Chart, Duration
from cdk8s_istio import (
    CanaryRelease, Injection, MeshService, RequestMatch, ResilientService, Retries, RetryOn, ServicePort, StrictMtlsNamespace, StringMatch,
)

app = App()
bookinfo = Chart(app, "bookinfo", namespace="bookinfo")
StrictMtlsNamespace(bookinfo, "namespace", name="bookinfo", injection=Injection.enabled())

reviews = MeshService(bookinfo, "reviews", name="reviews", ports=[ServicePort(name="http", number=9080)])

# One of ten requests sees the reviews with red stars. Those of jason always do.
CanaryRelease(
    bookinfo, "reviews-canary",
    service=reviews,
    stable=reviews.version("v1"),
    canary=reviews.version("v3"),
    weight=10,
    always_canary=[RequestMatch.header("end-user", StringMatch.exact("jason"))],
)

ResilientService(
    bookinfo, "reviews-resilience",
    service=reviews,
    timeout=Duration.seconds(3),
    retries=Retries(attempts=3, per_try_timeout=Duration.seconds(1), on=[RetryOn.FIVE_XX, RetryOn.RESET]),
)

app.synth()
