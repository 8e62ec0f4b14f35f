"""Write what Squall is made of as CycloneDX: a file for the server's packages, one for the pages'.

The server's come from a lock, with the hashes pip checks; the pages' from `npm sbom`, which reads theirs.
"""

import argparse
import json
import sys
import tomllib
from collections.abc import Iterator, Mapping
from importlib.metadata import Distribution, distributions
from pathlib import Path

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import HashAlgorithm, HashType, Property
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.license import License
from cyclonedx.output import make_outputter
from cyclonedx.schema import OutputFormat, SchemaVersion
from packageurl import PackageURL
from packaging.requirements import Requirement
from packaging.utils import NormalizedName, canonicalize_name
from pip_requirements_parser import InstallRequirement, RequirementsFile

ROOT = Path(__file__).resolve().parent.parent
DEVELOPMENT = "cdx:npm:package:development"


def locked(lock: Path) -> list[InstallRequirement]:
    """Every package of a lock.

    Raises:
        ValueError: something in it is no package with a version and a hash.
    """
    read = RequirementsFile.from_file(str(lock))
    loose = [one.line for one in read.requirements if not (one.get_pinned_version and one.hash_options)]
    if loose or read.invalid_lines or not read.requirements:
        raise ValueError(f"{lock} is no lock: {loose or 'it cannot be read'}")
    return list(read.requirements)


def component(package: InstallRequirement, installed: Mapping[NormalizedName, Distribution]) -> Component:
    name, version = canonicalize_name(package.name), package.get_pinned_version
    sha256 = [option.partition(":")[2] for option in package.hash_options]
    where = [Property(name="squall:only-where", value=str(package.marker))] if package.marker else []
    url = PackageURL("pypi", None, name, version)
    return Component(
        type=ComponentType.LIBRARY,
        name=name,
        version=version,
        purl=url,
        bom_ref=url.to_string(),
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=one) for one in sha256],
        licenses=licences(installed.get(name)),
        properties=where,
    )


def licences(package: Distribution | None) -> Iterator[License]:
    """What an installed package says its licence is."""
    if package is None:
        return
    said = package.metadata
    factory = LicenseFactory()
    if expressions := said.get_all("License-Expression"):
        yield factory.make_from_string(expressions[0])
        return
    for classifier in said.get_all("Classifier", []):
        if classifier.startswith("License :: ") and classifier != "License :: OSI Approved":
            yield factory.make_with_name(classifier.rpartition(" :: ")[2])


def of_the_server(lock: Path, site: list[str]) -> str:
    """What a server is installed from."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    installed = {canonicalize_name(one.name): one for one in distributions(path=site)}
    bom = Bom(components=[component(one, installed) for one in locked(lock)])
    bom.metadata.component = root = Component(
        type=ComponentType.APPLICATION,
        name=project["name"],
        version=project["version"],
        description=project["description"],
        bom_ref=project["name"],
        licenses=[LicenseFactory().make_from_string(project["license"])],
    )
    direct = {canonicalize_name(Requirement(one).name) for one in project["dependencies"]}
    bom.register_dependency(root, [one for one in bom.components if one.name in direct])
    return make_outputter(bom, OutputFormat.JSON, SchemaVersion.V1_6).output_as_string(indent=2)


def of_the_pages(told: str) -> str:
    """What `npm sbom` says, with what only builds and tests the pages marked as not part of them."""
    bom = json.loads(told)
    for one in bom["components"]:
        if any(said["name"] == DEVELOPMENT for said in one.get("properties", ())):
            one["scope"] = "excluded"
    return json.dumps(bom, indent=2)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lock", type=Path, default=ROOT / "requirements" / "runtime.txt")
    parser.add_argument("--installed", help="where these packages are installed; this Python's without it")
    parser.add_argument("--npm", type=Path, required=True, help="what `npm sbom` wrote")
    parser.add_argument("--out", type=Path, required=True, help="the folder to write to")
    asked = parser.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    server = of_the_server(asked.lock, [asked.installed] if asked.installed else sys.path)
    for name, text in (("server", server), ("pages", of_the_pages(asked.npm.read_text()))):
        path = asked.out / f"{name}.cdx.json"
        path.write_text(f"{text}\n")
        print(path)


if __name__ == "__main__":
    main()
