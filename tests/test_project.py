"""What the project says about itself is true: versions, locks, catalogue entry, start-up cost."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

# The vocabularies of publiccode.yml, as far as this project is concerned.
CATEGORIES = frozenset(
    """accounting budgeting business-intelligence compliance-management content-management data-analytics
    data-collection data-visualization digital-citizenship document-management financial-reporting
    knowledge-management project-management resource-management task-management workflow-management""".split()
)
SCOPES = frozenset(
    "employment finance-and-economic-development local-authorities research society welfare".split()
)
PLATFORMS = frozenset("web windows mac linux ios android".split())
MANDATORY_KEYS = frozenset(
    """publiccodeYmlVersion name url platforms categories developmentStatus softwareType description legal
    maintenance localisation""".split()
)

# In halves, so that this file does not name what it looks for.
REGISTRY_HOSTS = [
    left + right
    for left, right in [
        ("py", "pi.org"),
        ("python", "hosted.org"),
        ("registry.", "npmjs"),
        ("deb.", "debian.org"),
        ("conda.", "anaconda.org"),
    ]
]
NOT_OURS = frozenset({".git", ".venv", "build", "dist", "output", "__pycache__"})

# Each takes a tenth of a second or more to import.
HEAVY_MODULES = (
    "camelot cv2 dateparser jinja2 numpy pandas pdfplumber pyarrow pydantic pypdfium2 simplemma".split()
)


@pytest.fixture(scope="module")
def pyproject(project_root: Path) -> dict[str, Any]:
    """The parsed pyproject.toml."""
    return tomllib.loads((project_root / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def publiccode(project_root: Path) -> dict[str, Any]:
    """The parsed publiccode.yml."""
    entry = yaml.safe_load((project_root / "publiccode.yml").read_text(encoding="utf-8"))
    assert isinstance(entry, dict)
    return entry


def own_files(root: Path) -> Iterator[Path]:
    """The files that belong to the repository, leaving out what make and the tools produce."""
    for folder, subfolders, names in os.walk(root):
        is_cache = [name for name in subfolders if name in NOT_OURS or name.endswith("_cache")]
        subfolders[:] = sorted(set(subfolders) - set(is_cache) - {".hypothesis"})
        yield from (Path(folder, name) for name in sorted(names))


def distribution(requirement: str) -> str:
    """The normalised package name at the start of a requirement."""
    found = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert found is not None, requirement
    return re.sub(r"[-_.]+", "-", found.group()).lower()


def pins(lock: Path) -> dict[str, str]:
    """The locked version of each package."""
    text = lock.read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9-]+)==([^ ;]+)", text, flags=re.MULTILINE))


def test_version_is_the_same_everywhere(
    project_root: Path, pyproject: dict[str, Any], publiccode: dict[str, Any]
) -> None:
    """The package, the catalogue entry and the newest entry of the changelog name one version."""
    version = pyproject["project"]["version"]
    assert publiccode["softwareVersion"] == version
    changelog = (project_root / "CHANGELOG.md").read_text(encoding="utf-8")
    released = re.findall(r"^## \[?v?(\d+\.\d+\.\d+)", changelog, flags=re.MULTILINE)
    assert released[:1] == [version]


def test_run_lock_holds_every_direct_dependency(project_root: Path, pyproject: dict[str, Any]) -> None:
    """Whatever the package imports, and whatever builds it, is pinned for those who only run it."""
    wanted = pyproject["project"]["dependencies"] + pyproject["build-system"]["requires"]
    assert {distribution(line) for line in wanted} <= pins(project_root / "requirements.lock").keys()


def test_development_lock_agrees_with_the_run_lock(project_root: Path, pyproject: dict[str, Any]) -> None:
    """Tests run against exactly the versions that users get, and find every tool they need."""
    run, development = (pins(project_root / f"requirements{kind}.lock") for kind in ("", "-dev"))
    assert run.items() <= development.items()
    wanted = [line for group in pyproject["dependency-groups"].values() for line in group]
    assert {distribution(line) for line in wanted} <= development.keys()


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_every_pin_has_a_hash(project_root: Path, name: str) -> None:
    """A package that was changed after the lock was made is refused."""
    blocks = re.split(r"^(?=[a-z0-9])", (project_root / name).read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert [block for block in blocks[1:] if "--hash=sha256:" not in block] == []


def test_no_file_names_a_package_index(project_root: Path) -> None:
    """Each machine installs from the index that it is set up for."""
    named = [
        (str(path.relative_to(project_root)), host)
        for path in own_files(project_root)
        for host in REGISTRY_HOSTS
        if path.suffix not in {".pdf", ".png"} and host.encode() in path.read_bytes()
    ]
    assert named == []


def test_no_module_outgrows_a_sitting(project_root: Path) -> None:
    """A module of more than 400 lines is to be split."""
    modules = [path for path in own_files(project_root) if path.suffix == ".py"]
    lengths = {str(path): len(path.read_text(encoding="utf-8").splitlines()) for path in modules}
    assert {path: lines for path, lines in lengths.items() if lines > 400} == {}


def test_catalogue_entry_has_what_the_standard_demands(publiccode: dict[str, Any]) -> None:
    """publiccode.yml holds all mandatory keys, and only words of the standard's vocabularies."""
    assert publiccode.keys() >= MANDATORY_KEYS
    assert set(publiccode["categories"]) <= CATEGORIES
    assert set(publiccode["platforms"]) <= PLATFORMS
    assert set(publiccode["intendedAudience"]["scope"]) <= SCOPES
    assert publiccode["developmentStatus"] in {"concept", "development", "beta", "stable", "obsolete"}
    assert publiccode["softwareType"] == "standalone/other"
    assert publiccode["maintenance"]["type"] == "internal"
    assert all(contact["name"] for contact in publiccode["maintenance"]["contacts"])
    assert isinstance(publiccode["localisation"]["localisationReady"], bool)
    assert publiccode["localisation"]["availableLanguages"]
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", publiccode["releaseDate"])


def test_catalogue_entry_agrees_with_the_package(
    project_root: Path, pyproject: dict[str, Any], publiccode: dict[str, Any]
) -> None:
    """Licence and address are the same in the catalogue, in the package and in LICENSE."""
    assert publiccode["legal"]["license"] == pyproject["project"]["license"] == "EUPL-1.2"
    assert publiccode["url"] == pyproject["project"]["urls"]["Source"]
    licence = (project_root / "LICENSE").read_text(encoding="utf-8")
    assert licence.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2")


@pytest.mark.parametrize("language", ["it", "en"])
def test_catalogue_descriptions_fit_their_limits(publiccode: dict[str, Any], language: str) -> None:
    """A description is a short line, a text of at least 500 characters, and 5 to 20 features."""
    description = publiccode["description"][language]
    assert 0 < len(description["shortDescription"]) <= 150
    assert "\n" not in description["shortDescription"]
    assert 500 <= len(description["longDescription"]) <= 10_000
    assert 5 <= len(description["features"]) <= 20


def test_help_starts_without_the_heavy_libraries(project_root: Path) -> None:
    """`schede --help` answers at once: no engine, no data frame and no model is imported for it."""
    script = f"""
import sys
from extractor.cli import main
sys.argv = ["schede", "--help"]
try:
    main()
except SystemExit as stop:
    assert not stop.code, stop.code
loaded = sorted(set({HEAVY_MODULES!r}) & set(sys.modules))
assert not loaded, loaded
"""
    answer = subprocess.run(
        [sys.executable, "-c", script],
        cwd=project_root,
        capture_output=True,
        text=True,
        timeout=10,
        check=False,
    )
    assert answer.returncode == 0, answer.stderr
    assert "convert" in answer.stdout


def bootstrap(root: Path, folder: Path, python: str) -> subprocess.CompletedProcess[str]:
    """Runs the set-up script in a folder that has no environment yet."""
    (folder / "scripts").mkdir()
    for name in ("scripts/bootstrap.sh", "pyproject.toml", "requirements.lock", "requirements-dev.lock"):
        shutil.copy(root / name, folder / name)
    return subprocess.run(
        [folder / "scripts" / "bootstrap.sh", "run"],
        env={**os.environ, "PYTHON": python},
        capture_output=True,
        text=True,
        timeout=10,
        check=False,
    )


def test_set_up_without_python_says_what_to_type(project_root: Path, tmp_path: Path) -> None:
    """A missing interpreter is a sentence with the next command, and leaves no half-made environment."""
    answer = bootstrap(project_root, tmp_path, "no-such-python")
    assert answer.returncode == 1
    assert "no 'no-such-python' here" in answer.stderr
    assert "make run PYTHON=" in answer.stderr
    assert not (tmp_path / ".venv").exists()


def test_set_up_refuses_an_old_python(project_root: Path, tmp_path: Path) -> None:
    """An interpreter older than 3.11 is named with its version before anything is installed."""
    old = tmp_path / "old python"
    old.write_text("#!/bin/sh\necho 3.9.2\n")
    old.chmod(0o755)
    answer = bootstrap(project_root, tmp_path, str(old))
    assert answer.returncode == 1
    assert "is Python 3.9.2, and 3.11 or newer is needed" in answer.stderr
    assert not (tmp_path / ".venv").exists()
