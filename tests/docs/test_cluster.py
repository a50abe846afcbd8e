"""The files that docs/cluster.md gives parse, fit together, and use options that there are."""

from __future__ import annotations

import ast
import re
import subprocess
from typing import Any

import pytest
import yaml

from tests.docs.console import ROOT
from tests.docs.test_commands import flags

FOLDER = ROOT / "docs" / "cluster"
PAGE = (ROOT / "docs" / "cluster.md").read_text("utf-8")
MANIFESTS = "kubernetes.yaml"


@pytest.mark.parametrize("name", [p.name for p in sorted(FOLDER.glob("*.sh"))])
def test_cluster_script_is_shell(name: str) -> None:
    done = subprocess.run(["sh", "-n", str(FOLDER / name)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("name", [p.name for p in sorted(FOLDER.glob("*.py"))])
def test_cluster_script_is_python(name: str) -> None:
    assert ast.get_docstring(ast.parse((FOLDER / name).read_text("utf-8")))


@pytest.fixture(scope="module")
def manifests() -> dict[str, Any]:
    """Kubernetes' objects, by kind and name."""
    found = list(yaml.safe_load_all((FOLDER / MANIFESTS).read_text("utf-8")))
    assert all(one["apiVersion"] for one in found)
    return {f"{one['kind']} {one['metadata']['name']}": one["spec"] for one in found}


def test_cluster_manifests_fit_together(manifests: dict[str, Any]) -> None:
    pods = {name: spec["template"] for name, spec in manifests.items() if "template" in spec}
    labels = {pod["metadata"]["labels"]["app"] for pod in pods.values() if "metadata" in pod}
    services = {name.split()[1]: spec for name, spec in manifests.items() if name.startswith("Service ")}
    assert all(spec["selector"]["app"] in labels for spec in services.values())
    for name, pod in pods.items():
        if name.startswith("Deployment "):
            assert manifests[name]["selector"]["matchLabels"] == pod["metadata"]["labels"]
        (container,) = pod["spec"]["containers"]
        for host, port in re.findall(r"tcp://([\w-]+):(\d+)", " ".join(container["args"])):
            assert int(port) in [one["port"] for one in services[host]["ports"]]
        volumes = {v["name"]: v["persistentVolumeClaim"]["claimName"] for v in pod["spec"].get("volumes", ())}
        assert {m["name"] for m in container.get("volumeMounts", ())} == set(volumes)
        assert all(f"PersistentVolumeClaim {claim}" in manifests for claim in volumes.values())


def test_cluster_options_are_there(manifests: dict[str, Any]) -> None:
    commands = [" ".join(spec["template"]["spec"]["containers"][0]["args"]) for spec in manifests.values() if "template" in spec]
    texts = [p.read_text("utf-8") for p in FOLDER.iterdir() if p.name != MANIFESTS]
    lines = [line.replace('", "', " ") for text in (PAGE, *commands, *texts) for line in text.splitlines() if re.search(r'comity"?,? "?read ', line)]
    assert len(lines) > 5
    used = {flag for line in lines for flag in re.findall(r"--[\w-]+", line.partition("comity")[2])}
    assert "--cluster" in used and used - {"--scheduler-file"} <= set(flags("read"))


def test_cluster_page_gives_every_file() -> None:
    assert [p.name for p in FOLDER.iterdir() if f"(cluster/{p.name})" not in PAGE] == []
