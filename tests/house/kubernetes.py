"""The fields of Kubernetes that our manifests may use, as JSON Schema: others are mistakes until added.

Written from the API's reference (the versions named are stable since 1.25 or longer), because no package
carries the schemas for use without a network. Narrower than the API on purpose.
"""

from typing import Any

Schema = dict[str, Any]

NAME: Schema = {"type": "string", "pattern": r"^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$", "maxLength": 63}
LABELS: Schema = {
    "type": "object",
    "minProperties": 1,
    "propertyNames": {"pattern": r"^([a-z0-9.-]+/)?[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$"},
    "additionalProperties": {"type": "string", "pattern": r"^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$"},
}
QUANTITY: Schema = {"type": "string", "pattern": r"^[0-9]+(\.[0-9]+)?(m|k|M|G|T|Ki|Mi|Gi|Ti)?$"}
SECONDS: Schema = {"type": "integer", "minimum": 0, "maximum": 3600}
COUNT: Schema = {"type": "integer", "minimum": 0, "maximum": 100}
PORT_NUMBER: Schema = {"type": "integer", "minimum": 1, "maximum": 65535}
PORT: Schema = {"anyOf": [PORT_NUMBER, {"type": "string", "pattern": "^[a-z][a-z0-9-]{0,14}$"}]}
TEXT: Schema = {"type": "string"}
FLAG: Schema = {"type": "boolean"}
TEXTS: Schema = {"type": "object", "additionalProperties": TEXT}


def one(required: str = "", /, **fields: Schema) -> Schema:
    """An object with these fields and no other."""
    return {
        "type": "object",
        "properties": fields,
        "required": required.split(),
        "additionalProperties": False,
    }


def many(item: Schema) -> Schema:
    return {"type": "array", "items": item, "minItems": 1}


def either(*texts: str) -> Schema:
    return {"enum": list(texts)}


def kind(version: str, name: str, required: str = "", /, **fields: Schema) -> Schema:
    """A whole manifest."""
    return one(
        f"apiVersion kind metadata {required}",
        apiVersion={"const": version},
        kind={"const": name},
        metadata=one("name", name=NAME, labels=LABELS),
        **fields,
    )


SELECTOR = one("matchLabels", matchLabels=LABELS)
PROBE = one(
    "httpGet",
    httpGet=one("path port", path={"type": "string", "pattern": "^/"}, port=PORT),
    periodSeconds=SECONDS,
    timeoutSeconds=SECONDS,
    failureThreshold=COUNT,
)
CONTAINER = one(
    "name image ports startupProbe livenessProbe readinessProbe lifecycle resources securityContext",
    name=NAME,
    image=TEXT,
    imagePullPolicy=either("IfNotPresent", "Always", "Never"),
    envFrom=many(one(configMapRef=one("name", name=NAME), secretRef=one("name", name=NAME))),
    env=many(
        one(
            "name",
            name=TEXT,
            value=TEXT,
            valueFrom=one("fieldRef", fieldRef=one("fieldPath", fieldPath=either("metadata.name"))),
        )
    ),
    ports=many(one("containerPort", name=PORT, containerPort=PORT_NUMBER)),
    startupProbe=PROBE,
    livenessProbe=PROBE,
    readinessProbe=PROBE,
    lifecycle=one("preStop", preStop=one("exec", exec=one("command", command=many(TEXT)))),
    resources=one(
        "requests limits",
        requests=one("cpu memory", cpu=QUANTITY, memory=QUANTITY),
        limits=one("memory", cpu=QUANTITY, memory=QUANTITY),
    ),
    securityContext=one(
        "allowPrivilegeEscalation readOnlyRootFilesystem capabilities",
        allowPrivilegeEscalation={"const": False},
        readOnlyRootFilesystem={"const": True},
        capabilities=one("drop", drop={"const": ["ALL"]}),
    ),
    volumeMounts=many(one("name mountPath", name=NAME, mountPath={"type": "string", "pattern": "^/"})),
)
POD = one(
    "containers securityContext terminationGracePeriodSeconds automountServiceAccountToken",
    automountServiceAccountToken={"const": False},
    terminationGracePeriodSeconds=SECONDS,
    securityContext=one(
        "runAsNonRoot runAsUser seccompProfile",
        runAsNonRoot={"const": True},
        runAsUser={"type": "integer", "minimum": 1000},
        runAsGroup={"type": "integer", "minimum": 1000},
        fsGroup={"type": "integer", "minimum": 1000},
        seccompProfile=one("type", type=either("RuntimeDefault")),
    ),
    topologySpreadConstraints=many(
        one(
            "maxSkew topologyKey whenUnsatisfiable labelSelector",
            maxSkew=COUNT,
            topologyKey=TEXT,
            whenUnsatisfiable=either("ScheduleAnyway", "DoNotSchedule"),
            labelSelector=SELECTOR,
        )
    ),
    containers=many(CONTAINER),
    volumes=many(one("name emptyDir", name=NAME, emptyDir=one(sizeLimit=QUANTITY))),
)
PEERS = many(one(podSelector=SELECTOR, namespaceSelector=SELECTOR))
OPEN_PORTS = many(one("protocol port", protocol=either("TCP", "UDP"), port=PORT))
BACKEND = one("name port", name=NAME, port=one(name=PORT, number=PORT_NUMBER))
TARGET = one("type", type=TEXT, averageValue=QUANTITY, averageUtilization=COUNT)

KINDS: dict[str, Schema] = {
    "ConfigMap": kind("v1", "ConfigMap", "data", data=TEXTS),
    "Secret": kind("v1", "Secret", "data type", type={"const": "Opaque"}, data=TEXTS),
    "Deployment": kind(
        "apps/v1",
        "Deployment",
        "spec",
        spec=one(
            "replicas selector strategy template",
            replicas=COUNT,
            selector=SELECTOR,
            strategy=one(
                "type rollingUpdate",
                type=either("RollingUpdate"),
                rollingUpdate=one("maxUnavailable maxSurge", maxUnavailable=COUNT, maxSurge=COUNT),
            ),
            template=one("metadata spec", metadata=one("labels", labels=LABELS), spec=POD),
        ),
    ),
    "Service": kind(
        "v1",
        "Service",
        "spec",
        spec=one(
            "selector ports",
            type=either("ClusterIP"),
            sessionAffinity=either("None", "ClientIP"),
            selector=LABELS,
            ports=many(one("port targetPort", name=PORT, port=PORT_NUMBER, targetPort=PORT)),
        ),
    ),
    "Ingress": kind(
        "networking.k8s.io/v1",
        "Ingress",
        "spec",
        spec=one(
            "rules",
            ingressClassName=NAME,
            tls=many(one("hosts secretName", hosts=many(NAME), secretName=NAME)),
            rules=many(
                one(
                    "http",
                    host=NAME,
                    http=one(
                        "paths",
                        paths=many(
                            one(
                                "path pathType backend",
                                path=TEXT,
                                pathType=either("Prefix", "Exact"),
                                backend=one("service", service=BACKEND),
                            )
                        ),
                    ),
                )
            ),
        ),
    ),
    "HorizontalPodAutoscaler": kind(
        "autoscaling/v2",
        "HorizontalPodAutoscaler",
        "spec",
        spec=one(
            "scaleTargetRef minReplicas maxReplicas metrics",
            scaleTargetRef=one("apiVersion kind name", apiVersion=TEXT, kind=TEXT, name=NAME),
            minReplicas=COUNT,
            maxReplicas=COUNT,
            metrics=many(
                one(
                    "type",
                    type=either("Pods", "Resource"),
                    pods=one("metric target", metric=one("name", name=TEXT), target=TARGET),
                    resource=one("name target", name=either("cpu", "memory"), target=TARGET),
                )
            ),
            behavior=one(
                **{
                    way: one(
                        stabilizationWindowSeconds=SECONDS,
                        policies=many(
                            one(
                                "type value periodSeconds",
                                type=either("Pods", "Percent"),
                                value=COUNT,
                                periodSeconds=SECONDS,
                            )
                        ),
                    )
                    for way in ("scaleUp", "scaleDown")
                }
            ),
        ),
    ),
    "PodDisruptionBudget": kind(
        "policy/v1",
        "PodDisruptionBudget",
        "spec",
        spec=one("selector", selector=SELECTOR, maxUnavailable=COUNT, minAvailable=COUNT),
    ),
    "NetworkPolicy": kind(
        "networking.k8s.io/v1",
        "NetworkPolicy",
        "spec",
        spec=one(
            "podSelector policyTypes ingress egress",
            podSelector=SELECTOR,
            policyTypes={"const": ["Ingress", "Egress"]},
            ingress=many(one("from ports", **{"from": PEERS}, ports=OPEN_PORTS)),
            egress=many(one("to ports", to=PEERS, ports=OPEN_PORTS)),
        ),
    ),
}
