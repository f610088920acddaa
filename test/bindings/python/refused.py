from cdk8s import App, Chart, Duration
from cdk8s_istio import (
    AccessRule, AuthorizationRules, CanaryRelease, Destination, HttpDestination, HttpRoute, Mesh, MeshService, PolicyCheck, PolicyPack,
    ResilientService, ServiceAccess, ServicePort, Severity, StringMatch, VirtualService,
)


def refused(statement):
    """Prints what a statement is refused with."""
    try:
        statement()
        print("is accepted")
    except RuntimeError as error:
        print(error)


app = App()
shop = Chart(app, "shop", namespace="shop")
reviews = MeshService(shop, "reviews", name="reviews", ports=[ServicePort(name="http", number=9080)])
stable, canary = reviews.version("v1"), reviews.version("v2")

# Values that can never be right.
refused(lambda: CanaryRelease(shop, "much", service=reviews, stable=stable, canary=canary, weight=120))
refused(lambda: CanaryRelease(shop, "half", service=reviews, stable=stable, canary=canary, weight=0.5))
refused(lambda: MeshService(shop, "silent", name="silent", ports=[]))
refused(lambda: ServiceAccess(shop, "nobody", service=reviews, allow=[AccessRule(callers=[], methods=["get"])]))
refused(lambda: StringMatch.regex("(["))
refused(lambda: AuthorizationRules.any_of())
refused(lambda: PolicyPack(prefix="acme", checks=[]))

# What only the whole app shows.
ResilientService(shop, "patient", service=reviews, timeout=Duration.seconds(60))
ResilientService(shop, "quick", service=reviews, timeout=Duration.seconds(1))
VirtualService(
    shop, "by-hand",
    hosts=[reviews.host],
    http=[HttpRoute(destinations=[HttpDestination(destination=Destination.of(reviews.host, subset="v9"))])],
)
refused(app.synth)


class OwnHosts(PolicyCheck):
    """A check of one's own whose findings stop the synth."""

    def __init__(self):
        super().__init__(
            code="ACME002",
            name="own-hosts",
            title="DestinationRules are for hosts of our own.",
            severity=Severity.ERROR,
            kinds=["DestinationRule"],
            explanation="Others say how their hosts are called.",
            fix="ask its owners",
        )

    def examine(self, item, app):
        return [item.at("spec.host").problem(f"is not a host of namespace {item.namespace}'s team")]


other = App()
Mesh(other, "mesh", policy_packs=[PolicyPack(prefix="ACME", checks=[OwnHosts()])])
MeshService(Chart(other, "other", namespace="shop"), "reviews", name="reviews", ports=[ServicePort(name="http", number=9080)]).version("v1")
refused(other.synth)
