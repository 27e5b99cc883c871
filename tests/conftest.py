"""Folders that tests share, and how property tests run."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from extractor import native
from extractor.page import Page, open_reader
from tests.page_pdfs import Read
from tests.postgresql import Server, programs, server
from tests.warehouses import Warehouse, in_duckdb

# A busy machine may stall at any moment, so no example has a deadline; `make hunt` draws new ones.
settings.register_profile("same", deadline=None, derandomize=True, database=None, print_blob=True)
settings.register_profile("new", deadline=None)
settings.load_profile("new" if os.environ.get("NEW_CASES") else "same")


@pytest.fixture(scope="session")
def project_root() -> Path:
    """The folder of pyproject.toml."""
    return Path(__file__).parent.parent


@pytest.fixture(scope="session")
def samples_dir(project_root: Path) -> Path:
    """The sample PDFs and their expected JSON."""
    return project_root / "samples"


@pytest.fixture(scope="session")
def corpus_dir(project_root: Path) -> Path:
    """Full reports with the truth beside them; kept outside the repository, so tests skip without it."""
    corpus = project_root.parent / "shared" / "corpus"
    if not corpus.is_dir():
        pytest.skip("the corpus of reports is not on this machine (looked for ../shared/corpus)")
    return corpus


@pytest.fixture(params=["pdfium", "pdfium, all in Python", "pdfplumber"])
def read(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Read:
    """The one page of a PDF, by each reader, with the C helper and without."""
    reader, _, plain = request.param.partition(", ")
    if plain:
        monkeypatch.setattr(native, "core", None)

    def page(data: bytes) -> Page:
        with open_reader(data, reader=reader) as opened:
            (only,) = opened.pages()
            return only

    return page


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    """A PostgreSQL server of this run's own."""
    folder = programs()
    if folder is None:
        pytest.skip(
            "there is no PostgreSQL server on this machine: scripts/install-postgresql.sh installs one"
        )
    with server(folder) as running:
        yield running


@pytest.fixture(scope="session")
def converted(samples_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The samples as `schede convert` leaves them; not to be changed."""
    from extractor import convert

    out = tmp_path_factory.mktemp("converted") / "out"
    assert convert([samples_dir], out).exit_code == 0
    return out


@pytest.fixture(params=["duckdb", "postgresql"])
def warehouse(request: pytest.FixtureRequest, tmp_path: Path) -> Warehouse:
    """An empty database of each kind."""
    if request.param == "duckdb":
        return in_duckdb(tmp_path / "ware house.duckdb")
    postgresql: Server = request.getfixturevalue("postgresql")
    url = postgresql.new_database()
    return Warehouse(
        url, lambda query: Server.rows(url, query), lambda statement: Server.execute(url, statement)
    )
