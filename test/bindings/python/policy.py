from cdk8s_istio import PolicyCheck, Severity


class TimeoutGiven(PolicyCheck):
    def __init__(self):
        super().__init__(
            code="ACME001",
            name="timeout-given",
            title="Every HTTP route has a timeout.",
            severity=Severity.WARNING,
            kinds=["VirtualService"],
            explanation="Without a timeout a request waits for as long as the service takes.",
            fix="add timeout: 10s",
        )

    def examine(self, item, app):
        return [
            route.at("timeout").must_be("given")
            for route in item.at("spec.http").items
            if not route.at("timeout").is_given
        ]
