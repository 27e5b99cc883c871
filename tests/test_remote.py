"""URLs: inputs from and output to an S3 server, here one of this machine's own."""

from __future__ import annotations

import io
import json
import warnings
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pyarrow.dataset
import pytest

import extractor
from extractor.batch import Summary
from extractor.batch.ledger import read_ledger
from extractor.batch.sources import read_location
from extractor.cli import main
from extractor.errors import OutputUnwritable
from tests import pdfs
from tests.test_cluster import running

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # of libraries about one another
    from fsspec import AbstractFileSystem
    from moto.server import ThreadedMotoServer
    from s3fs import S3FileSystem

ONE, TWO, THREE = (pdfs.report(f"La sala resta aperta {days} sere.") for days in ("due", "tre", "quattro"))
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The address of an S3 server on the loopback interface."""
    running = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    running.start()
    host, port = running.get_host_and_port()
    yield f"http://{host}:{port}"
    running.stop()


@pytest.fixture
def bucket(server: str, monkeypatch: pytest.MonkeyPatch) -> AbstractFileSystem:
    """An empty bucket `archive`, found as users say where theirs is: by the environment."""
    monkeypatch.setenv("AWS_ENDPOINT_URL", server)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "key")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    S3FileSystem.clear_instance_cache()
    system = S3FileSystem(use_listings_cache=False)
    if system.exists("archive"):
        system.rm("archive", recursive=True)
    system.mkdir("archive")
    return system


def convert(*inputs: str, out: str | Path) -> Summary:
    """A run in this very process."""
    return extractor.convert(inputs, out, jobs=0)


def objects(bucket: AbstractFileSystem, prefix: str) -> dict[str, bytes]:
    """What stands below a prefix, but for the ledger."""
    found = {name: bucket.cat_file(name) for name in bucket.find(prefix)}
    return {name.removeprefix(prefix): content for name, content in found.items() if "ledger" not in name}


def tree(folder: Path) -> dict[str, bytes]:
    """The same of a folder."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {
        f"/{path.relative_to(folder)}": path.read_bytes()
        for path in files
        if "ledger" not in path.name and path.name != ".lock"
    }


def test_bucket_to_bucket(bucket: AbstractFileSystem, tmp_path: Path) -> None:
    """A prefix is searched like a folder; the output is, name by name and byte by byte, that of a folder, but for
    where the inputs were."""
    content = {"2019/a.pdf": ONE, "2019/b.PDF": TWO, "2019/notes.txt": b"x", "2019/bad.pdf": b"<html>"}
    for name, data in content.items():
        bucket.pipe_file(f"archive/{name}", data)
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)
    summary = convert("s3://archive/2019", out="s3://archive/out")
    assert [(row.file, row.code) for row in summary.results] == [
        ("s3://archive/2019/a.pdf", None),
        ("s3://archive/2019/b.PDF", None),
        ("s3://archive/2019/bad.pdf", "not_a_pdf"),
    ]
    convert(str(tmp_path / "2019"), out=tmp_path / "out")
    there, here = objects(bucket, "archive/out"), tree(tmp_path / "out")
    rows = [json.loads(line) for line in there.pop("/results.jsonl").splitlines()]
    assert [row["file"] for row in rows] == [row.file for row in summary.results]
    del here["/results.jsonl"]
    assert there == here


def test_bucket_to_bucket_on_a_cluster(
    bucket: AbstractFileSystem, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The workers of a cluster read from a bucket and write into it, and the command itself reads no document: what
    then stands there is byte for byte what one machine writes. Done again, nothing is left to do."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("old/d.pdf", THREE)
    content = {
        "a.pdf": ONE,
        "b.pdf": TWO,
        "copy.pdf": ONE,
        "bad.pdf": b"<html>",
        "old.zip": packed.getvalue(),
    }
    for name, data in content.items():
        bucket.pipe_file(f"archive/in/{name}", data)
    convert("s3://archive/in", out="s3://archive/one")

    def forbidden(*_: object) -> None:
        raise AssertionError("this process reads no document")

    monkeypatch.setattr("extractor.batch.remote.read", forbidden)
    command = ["convert", "s3://archive/in", "-o", "s3://archive/many"]
    with running(tmp_path, 1) as there:
        for _ in range(2):
            assert main([*command, "--cluster", there.address]) == 1
            written = objects(bucket, "archive/many")
            assert written == objects(bucket, "archive/one")
    assert len([name for name in written if name.startswith("/json/")]) == 3
    one, many = (read_ledger(f"s3://archive/{name}") for name in ("one", "many"))
    assert [(row.location, row.status) for row in many] == [(row.location, row.status) for row in one]


def test_second_run_goes_on_from_the_first(bucket: AbstractFileSystem) -> None:
    """A run elsewhere finds the ledger in the bucket: what is unchanged is skipped, what has changed replaced."""
    for name, data in (("a", ONE), ("b", TWO)):
        bucket.pipe_file(f"archive/in/{name}.pdf", data)
    convert("s3://archive/in", out="s3://archive/out")
    bucket.pipe_file("archive/in/b.pdf", THREE)
    assert convert("s3://archive/in", out="s3://archive/out").unchanged == 1
    assert [entry.attempts for entry in read_ledger("s3://archive/out")] == [1, 2]
    fresh = convert("s3://archive/in", out="s3://archive/fresh")
    assert fresh.count("converted") == 2
    assert objects(bucket, "archive/out") == objects(bucket, "archive/fresh")
    assert len(bucket.ls("archive/out/parquet/schede")) == 1


def test_patterns_files_and_archives(bucket: AbstractFileSystem, tmp_path: Path) -> None:
    """A pattern, one object, and a zip archive in a bucket are inputs; a ledger leads back to each."""
    for name, data in (("2019/a", ONE), ("2020/b", TWO)):
        bucket.pipe_file(f"archive/{name}.pdf", data)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("old/c.pdf", THREE)
    bucket.pipe_file("archive/old.zip", packed.getvalue())
    out = tmp_path / "out"
    convert("s3://archive/20*/*.pdf", "s3://archive/2019/a.pdf", "s3://archive/old.zip", out=out)
    entries = read_ledger(out)
    assert [entry.location for entry in entries] == [
        "s3://archive/2019/a.pdf",
        "s3://archive/2020/b.pdf",
        "s3://archive/old.zip!/old/c.pdf",
    ]
    assert [read_location(entry.location) for entry in entries] == [ONE, TWO, THREE]
    assert pyarrow.dataset.dataset(out / "parquet" / "schede").count_rows() == 3


def test_missing_object_is_a_row(bucket: AbstractFileSystem, tmp_path: Path) -> None:
    """What is not there fails like any other input."""
    assert bucket.exists("archive")
    (row,) = convert("s3://archive/nothing.pdf", out=tmp_path / "out").results
    assert row.code == "file_unreadable"


def test_bucket_that_is_not_there_cannot_be_written(bucket: AbstractFileSystem, tmp_path: Path) -> None:
    """A run that cannot write its output ends with a typed error."""
    assert not bucket.exists("nowhere")
    (tmp_path / "a.pdf").write_bytes(ONE)
    with pytest.raises(OutputUnwritable, match="s3://nowhere/out cannot be written"):
        convert(str(tmp_path / "a.pdf"), out="s3://nowhere/out")


def test_other_protocols_are_spoken(tmp_path: Path) -> None:
    """Whatever fsspec knows is taken: here files, and a file system in memory."""
    (tmp_path / "a.pdf").write_bytes(ONE)
    for out in ("memory://out", f"file://{tmp_path}/out"):
        summary = convert(f"file://{tmp_path}/a.pdf", out=out)
        assert summary.count("converted") == 1
        assert [entry.status for entry in read_ledger(out)] == ["converted"]
