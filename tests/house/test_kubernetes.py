"""The manifests: every field exists, every name leads somewhere, a node has time to leave."""

import re
import subprocess
from base64 import b64decode
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator, ValidationError

from app.server import GOODBYE_FOR, STOP_WITHIN
from app.settings import Settings
from tests.house.kubernetes import KINDS
from tests.house.sources import ROOT
from tests.house.test_grafana import meters

FOLDER = ROOT / "deploy" / "kubernetes"
LISTED: list[str] = yaml.safe_load((FOLDER / "kustomization.yaml").read_text())["resources"]
NAMES = {f"SQUALL_{field.upper()}" for field in Settings.model_fields}
URLS = ("redis://:pass:word@redis:6379/0", "postgresql://squall:pass@postgresql/squall")


def secret() -> dict[str, Any]:
    made = subprocess.run([FOLDER / "make_secret", *URLS], capture_output=True, text=True, check=True)
    found: dict[str, Any] = yaml.safe_load(made.stdout)
    return found


def manifests() -> dict[str, dict[str, Any]]:
    """Every manifest by its kind: there is one of each."""
    found = [yaml.safe_load((FOLDER / name).read_text()) for name in LISTED]
    return {one["kind"]: one for one in found}


ALL = manifests() | {"Secret": secret()}
POD = ALL["Deployment"]["spec"]["template"]["spec"]
CONTAINER = POD["containers"][0]
LABELS = ALL["Deployment"]["spec"]["template"]["metadata"]["labels"]
COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text())


def test_every_manifest_is_listed_and_each_kind_there_once() -> None:
    there = {path.name for path in FOLDER.glob("*.yaml")} - {"kustomization.yaml"}
    assert set(LISTED) == there
    assert len(ALL) == len(LISTED) + 1


@pytest.mark.parametrize("kind", sorted(ALL))
def test_a_manifest_has_the_fields_of_its_kind_and_no_other(kind: str) -> None:
    Draft202012Validator(KINDS[kind]).validate(ALL[kind])


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("spec", "replica"), 2),
        (("spec", "template", "spec", "containers", 0, "readynessProbe"), {}),
        (("spec", "template", "spec", "containers", 0, "resources", "limits", "memory"), "2 GB"),
        (("spec", "template", "spec", "securityContext", "runAsUser"), 0),
        (("spec", "replicas"), "2"),
    ],
)
def test_the_check_finds_what_kubernetes_would_refuse(path: tuple[str | int, ...], value: object) -> None:
    broken = yaml.safe_load((FOLDER / "deployment.yaml").read_text())
    place = broken
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    with pytest.raises(ValidationError):
        Draft202012Validator(KINDS["Deployment"]).validate(broken)


def test_every_selector_finds_the_pods() -> None:
    selectors = [
        ALL["Deployment"]["spec"]["selector"]["matchLabels"],
        ALL["Service"]["spec"]["selector"],
        ALL["PodDisruptionBudget"]["spec"]["selector"]["matchLabels"],
        ALL["NetworkPolicy"]["spec"]["podSelector"]["matchLabels"],
        POD["topologySpreadConstraints"][0]["labelSelector"]["matchLabels"],
    ]
    assert all(selector.items() <= LABELS.items() for selector in selectors)


def test_every_name_leads_to_what_is_there() -> None:
    assert CONTAINER["envFrom"] == [
        {"configMapRef": {"name": ALL["ConfigMap"]["metadata"]["name"]}},
        {"secretRef": {"name": ALL["Secret"]["metadata"]["name"]}},
    ]
    assert ALL["HorizontalPodAutoscaler"]["spec"]["scaleTargetRef"] == {
        "apiVersion": ALL["Deployment"]["apiVersion"],
        "kind": "Deployment",
        "name": ALL["Deployment"]["metadata"]["name"],
    }
    backend = ALL["Ingress"]["spec"]["rules"][0]["http"]["paths"][0]["backend"]["service"]
    assert backend["name"] == ALL["Service"]["metadata"]["name"]
    assert backend["port"]["name"] in {port["name"] for port in ALL["Service"]["spec"]["ports"]}
    assert {one["name"] for one in CONTAINER["volumeMounts"]} == {one["name"] for one in POD["volumes"]}
    ports = {port["name"] for port in CONTAINER["ports"]}
    asked = [CONTAINER[f"{probe}Probe"]["httpGet"]["port"] for probe in ("startup", "liveness", "readiness")]
    asked += [port["targetPort"] for port in ALL["Service"]["spec"]["ports"]]
    assert set(asked) <= ports


def test_a_dead_store_makes_no_node_start_again_and_a_leaving_node_gets_nobody() -> None:
    assert CONTAINER["livenessProbe"]["httpGet"]["path"] == "/health"
    assert CONTAINER["readinessProbe"]["httpGet"]["path"] == "/ready"
    assert CONTAINER["readinessProbe"]["periodSeconds"] <= 2


def test_every_setting_is_one_the_server_reads_and_secrets_are_in_the_secret() -> None:
    settings = ALL["ConfigMap"]["data"].keys() | ALL["Secret"]["data"].keys()
    assert settings | {one["name"] for one in CONTAINER["env"]} <= NAMES
    kept = {name: b64decode(value).decode() for name, value in ALL["Secret"]["data"].items()}
    assert (kept["SQUALL_REDIS_URL"], kept["SQUALL_DATABASE_URL"]) == URLS
    assert kept["SQUALL_SECRET"] != kept["SQUALL_METRICS_TOKEN"]
    assert not re.search("TOKEN|SECRET|PASSWORD|_URL", " ".join(ALL["ConfigMap"]["data"]))
    assert secret()["data"]["SQUALL_SECRET"] != ALL["Secret"]["data"]["SQUALL_SECRET"]


def test_a_node_has_the_time_it_needs_to_leave() -> None:
    command, seconds = CONTAINER["lifecycle"]["preStop"]["exec"]["command"]
    assert command == "sleep"
    drain = float(ALL["ConfigMap"]["data"]["SQUALL_DRAIN_SECONDS"])
    needed = float(seconds) + drain + GOODBYE_FOR + STOP_WITHIN
    assert needed + 5 <= POD["terminationGracePeriodSeconds"]
    default = Settings.model_fields["drain_seconds"].default
    grace = float(COMPOSE["services"]["app"]["stop_grace_period"].removesuffix("s"))
    assert default + GOODBYE_FOR + STOP_WITHIN < grace


def test_more_people_bring_more_nodes_by_a_metric_a_node_has() -> None:
    spec = ALL["HorizontalPodAutoscaler"]["spec"]
    assert ALL["Deployment"]["spec"]["replicas"] == spec["minReplicas"] >= 2
    named = [one["pods"]["metric"]["name"] for one in spec["metrics"] if one["type"] == "Pods"]
    assert named == ["squall_sockets"]
    assert set(named) <= meters().register.metrics.keys()
    assert ALL["PodDisruptionBudget"]["spec"]["maxUnavailable"] < spec["minReplicas"]


def test_the_image_is_named_without_a_registry_and_runs_as_its_own_user() -> None:
    assert "/" not in CONTAINER["image"]
    assert f"USER {POD['securityContext']['runAsUser']}" in (ROOT / "Dockerfile").read_text()


def test_browsers_are_not_shown_the_metrics() -> None:
    nginx = (ROOT / "deploy" / "nginx.conf").read_text()
    assert re.search(r"location = /metrics \{\s*return 404;", nginx)
    assert "proxy_next_upstream error timeout http_503;" in nginx
