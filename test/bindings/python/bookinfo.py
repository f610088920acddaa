import sys

from cdk8s import App, Chart, Duration
from cdk8s_istio import (
    CanaryRelease, CircuitBreaker, ExposedService, FastApp, FaultDelay, FaultInjection, GatewayListener, IngressGateway, Injection,
    InstallAutoscaling, InstallControlPlane, InstallProfile, IstioInstall, ListenerTls, MeshConfig, MeshService, MirroredService, MirrorTarget,
    MtlsException, MtlsMode, OperatorResources, OutboundTraffic, OutlierDetection, RequestMatch, ResilientService, Retries, RetryOn, ServicePort,
    StrictMtlsNamespace, StringMatch,
)

# What examples/bookinfo says of the mesh. Both kinds of app must write the same.
app = FastApp() if sys.argv[1:] == ["fast"] else App()

IstioInstall(
    Chart(app, "istio"), "istio",
    profile=InstallProfile.DEFAULT,
    mesh_config=MeshConfig(access_log_file="/dev/stdout", outbound_traffic_policy=OutboundTraffic.REGISTRY_ONLY),
    pilot=InstallControlPlane(
        resources=OperatorResources(requests={"cpu": "500m", "memory": "2Gi"}),
        autoscaling=InstallAutoscaling(min_replicas=2, max_replicas=5),
    ),
    values={"global": {"proxy": {"privileged": False, "logLevel": "warning"}}},
)

bookinfo = Chart(app, "bookinfo", namespace="bookinfo")
StrictMtlsNamespace(
    bookinfo, "namespace",
    name="bookinfo",
    injection=Injection.enabled(),
    labels={"team": "books"},
    exceptions=[MtlsException(name="ratings-metrics", selector={"app": "ratings"}, mode=MtlsMode.PERMISSIVE, ports=[9090])],
)


def part(name: str) -> MeshService:
    return MeshService(
        bookinfo, name,
        name=name,
        ports=[ServicePort(name="http", number=9080)],
        labels={"app": name},
        service_account=f"bookinfo-{name}",
    )


productpage = part("productpage")
details = part("details")
reviews = part("reviews")
ratings = part("ratings")

jason = RequestMatch.header("end-user", StringMatch.exact("jason"))

CanaryRelease(
    bookinfo, "reviews-canary", service=reviews, stable=reviews.version("v1"), canary=reviews.version("v3"), weight=10,
)
CanaryRelease(
    bookinfo, "reviews-for-jason", service=reviews, stable=reviews.version("v1"), canary=reviews.version("v2"), weight=100, requests=[jason],
)
ResilientService(
    bookinfo, "reviews-resilience",
    service=reviews,
    timeout=Duration.seconds(3),
    retries=Retries(attempts=3, per_try_timeout=Duration.seconds(1), on=[RetryOn.FIVE_XX, RetryOn.status(409)]),
    circuit_breaker=CircuitBreaker(
        max_connections=20,
        max_pending_requests=4,
        outlier_detection=OutlierDetection(
            consecutive5xx_errors=5,
            interval=Duration.seconds(1),
            base_ejection_time=Duration.seconds(15),
            max_ejection_percent=50,
        ),
    ),
)

next_details = details.version("v2", labels={"release": "next"})
CanaryRelease(bookinfo, "details-canary", service=details, stable=details.version("v1"), canary=next_details, weight=0)
MirroredService(bookinfo, "details-shadow", service=details, mirrors=[MirrorTarget(to=details.version("v2"), percentage=50)])

FaultInjection(
    bookinfo, "ratings-slow-for-jason",
    service=ratings,
    requests=[jason.and_(RequestMatch.path(StringMatch.prefix("/ratings")))],
    delay=FaultDelay(duration=Duration.millis(1500), percentage=12.5),
)

gateway = IngressGateway(
    bookinfo, "bookinfo-gateway",
    listeners=[GatewayListener(hosts=["bookinfo.example.com"], tls=ListenerTls(credential_name="bookinfo-cert"), redirect_http=True)],
)
ExposedService(bookinfo, "public", service=productpage, gateway=gateway, hosts=["bookinfo.example.com"])

app.synth()
