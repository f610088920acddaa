from typing import Optional

import jsii
from cdk8s import ApiObject, ApiObjectMetadata, App, Chart, Duration, JsonPatch
from cdk8s_istio import (
    CanaryRelease, DestinationRule, HashKey, HashRing, HelmInstall, IDestination, LoadBalancing, Mesh, MeshAnalysis, MeshService, MeshTesting,
    MirroredService, MirrorTarget, PolicyPack, PortTrafficPolicy, ProxyProtocolVersion, RequestOutcome, ResilientService,
    ServicePort, TrafficPolicy, l1,
)
from constructs import Construct
from policy import TimeoutGiven


class TimedService(Construct):
    """A reusable part of a company: a service that has a timeout from the beginning."""

    def __init__(self, scope: Construct, name: str):
        super().__init__(scope, name)
        self.service = MeshService(self, "service", name=name, ports=[ServicePort(name="http", number=9080)], labels={"app": name})
        ResilientService(self, "timeout", service=self.service, timeout=Duration.seconds(2))


@jsii.implements(IDestination)
class Recorder:
    """A destination of one's own."""

    @property
    def host(self) -> str:
        return "recorder.audit.svc.cluster.local"

    @property
    def subset(self) -> Optional[str]:
        return None

    @property
    def port(self) -> Optional[int]:
        return 8080


app = App()
acme = PolicyPack(prefix="ACME", checks=[TimeoutGiven()])
Mesh(app, "mesh", policy_packs=[acme], known_hosts=["recorder.audit.svc.cluster.local"])

# Files beside the manifests, with values of any shape.
HelmInstall(
    Chart(app, "install"), "istio",
    folder="helm",
    revision="1-31",
    values={"global": {"proxy": {"logLevel": "warning", "privileged": False}}, "pilot": {"env": {"PILOT_ENABLE_ALPHA_GATEWAY_API": "true"}}},
)

shop = Chart(app, "shop", namespace="shop")
reviews = TimedService(shop, "reviews").service
CanaryRelease(shop, "canary", service=reviews, stable=reviews.version("v1"), canary=reviews.version("v2"), weight=25)
MirroredService(shop, "record", service=reviews, mirrors=[MirrorTarget(to=Recorder(), percentage=5)])

# A construct for one kind, with lists of objects, enums and value classes. What it says for port 8080 leaves one thing out, which is a warning.
DestinationRule(
    shop, "ratings",
    host="ratings",
    traffic_policy=TrafficPolicy(
        load_balancer=LoadBalancing.consistent_hash(HashKey.cookie("user", ttl=Duration.hours(1)), ring=HashRing.maglev(65537)),
        proxy_protocol=ProxyProtocolVersion.V2,
        port_level_settings=[PortTrafficPolicy(port=8080, load_balancer=LoadBalancing.round_robin())],
    ),
    export_to=["."],
)

# The classes that are generated from the CRDs, and a patch of an object.
l1.Telemetry(
    shop, "telemetry",
    metadata=ApiObjectMetadata(name="tracing"),
    spec=l1.TelemetrySpec(tracing=[l1.TelemetrySpecTracing(
        random_sampling_percentage=5,
        match=l1.TelemetrySpecTracingMatch(mode=l1.TelemetrySpecTracingMatchMode.CLIENT),
        custom_tags={"zone": l1.TelemetrySpecTracingCustomTags(literal=l1.TelemetrySpecTracingCustomTagsLiteral(value="a"))},
    )]),
)
ApiObject.of(reviews.node.find_child("VirtualService")).add_json_patch(JsonPatch.add("/spec/exportTo", ["."]))

# A service of somebody else has no timeout: the policy finds it, and it is silenced.
details = MeshService(shop, "details", name="details", ports=[ServicePort(name="http", number=9080)])
CanaryRelease(shop, "details-canary", service=details, stable=details.version("v1"), canary=details.version("v2"), weight=5)
for line in MeshAnalysis.format_all([finding for finding in MeshAnalysis.findings(app) if finding.code == "ACME001"]):
    print(line)
MeshAnalysis.suppress(details, "ACME001", "is asked in the background")

# What happens to requests.
mesh = MeshTesting.of(app)
mesh.expect(to="reviews.shop").routes_to("reviews", subset="v1", weight=75).has_timeout(Duration.seconds(2))
treatment = mesh.request(to="reviews.shop", headers={"end-user": "jason"})
print(str(treatment.outcome == RequestOutcome.FORWARDED).lower(), treatment.route, treatment.timeout.to_seconds())
for destination in treatment.destinations:
    print(destination.subset, destination.weight)

app.synth()
