"""What a run is about: files, folders, patterns, lists, archives; whatever they are called, whatever they are."""

from __future__ import annotations

import os
import socket
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.batch.inputs import Input, find_inputs, read_list
from extractor.batch.sources import Sources, read_location
from extractor.errors import FileTooLarge, FileUnreadable, NotAFile, SchedeError, UsageError


def names(found: list[Input], folder: Path) -> list[str]:
    """The places found, below a folder, each with the code of its error."""
    said = [(str(Path(one.file).relative_to(folder)), one.error) for one in found]
    return [name if error is None else f"{name} {error.code}" for name, error in said]


def touch(folder: Path, *files: str) -> None:
    """Make empty files."""
    for name in files:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()


def test_folders_are_searched(tmp_path: Path) -> None:
    """PDFs count in any case and any depth, sorted; hidden files and other files do not."""
    touch(
        tmp_path, "b/c.PDF", "b/a.pdf", "a.Pdf", "z.pdf/inside.pdf", ".hidden.pdf", ".git/x.pdf", "notes.txt"
    )
    assert names(find_inputs([tmp_path]), tmp_path) == ["a.Pdf", "b/a.pdf", "b/c.PDF", "z.pdf/inside.pdf"]


def test_what_is_no_file_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pipes, sockets and devices named like PDFs are inputs with an error, and nothing waits for them."""
    monkeypatch.chdir(tmp_path)  # a socket's path must be short
    os.mkfifo("pipe.pdf")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket.pdf")
        (tmp_path / "device.pdf").symlink_to("/dev/zero")
        found = find_inputs([tmp_path], follow_links=True)
    assert names(found, tmp_path) == ["device.pdf not_a_file", "pipe.pdf not_a_file", "socket.pdf not_a_file"]
    assert [str(one.error) for one in found if "pipe" in one.file] == [
        "it is a pipe [not_a_file]. Give a regular file."
    ]


def test_pipe_that_takes_the_place_of_a_file_is_not_waited_for(tmp_path: Path) -> None:
    """What was a file when it was found, and is a pipe when it is opened, is refused at once."""
    touch(tmp_path, "a.pdf")
    (found,) = find_inputs([tmp_path])
    (tmp_path / "a.pdf").unlink()
    os.mkfifo(tmp_path / "a.pdf")
    with Sources(100) as sources, pytest.raises(NotAFile):
        sources.read(found)


def test_links_in_folders_are_followed_when_asked_for(tmp_path: Path) -> None:
    """A link in a folder is an error unless links are followed; a link given by name is followed always."""
    touch(tmp_path, "real/a.pdf")
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "link.pdf").symlink_to(tmp_path / "real" / "a.pdf")
    (folder / "deeper").symlink_to(tmp_path / "real")
    assert names(find_inputs([folder]), folder) == ["link.pdf link_not_followed"]
    assert names(find_inputs([folder], follow_links=True), folder) == ["deeper/a.pdf", "link.pdf"]
    assert names(find_inputs([folder / "link.pdf"]), folder) == ["link.pdf"]


def test_loops_and_broken_links_are_said(tmp_path: Path) -> None:
    """A link to a folder above it, to itself, or to nothing has a row, and the search ends."""
    touch(tmp_path, "a/x.pdf")
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    (tmp_path / "self.pdf").symlink_to(tmp_path / "self.pdf")
    (tmp_path / "nothing.pdf").symlink_to(tmp_path / "nowhere")
    assert names(find_inputs([tmp_path], follow_links=True), tmp_path) == [
        "a/up link_loop",
        "a/x.pdf",
        "nothing.pdf file_unreadable",
        "self.pdf file_unreadable",
    ]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_closed_folder_is_said(tmp_path: Path) -> None:
    """A folder that may not be entered has a row."""
    (tmp_path / "closed").mkdir(mode=0)
    assert names(find_inputs([tmp_path]), tmp_path) == ["closed file_unreadable"]


def test_input_found_twice_is_one_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file given by its name, by its folder, and by a path from elsewhere counts once, where it came first."""
    touch(tmp_path, "a.pdf", "b.pdf")
    monkeypatch.chdir(tmp_path)
    assert [one.file for one in find_inputs([tmp_path / "b.pdf", tmp_path, "a.pdf", "./b.pdf"])] == [
        str(tmp_path / "b.pdf"),
        str(tmp_path / "a.pdf"),
    ]


def test_patterns_are_expanded(tmp_path: Path) -> None:
    """A pattern that the shell left alone finds its files, at any depth with **; a file of that very name wins."""
    touch(tmp_path, "2019/a.pdf", "2019/deep/b.pdf", "2020/c.pdf", "what[1].pdf")
    assert names(find_inputs([f"{tmp_path}/20*/*.pdf"]), tmp_path) == ["2019/a.pdf", "2020/c.pdf"]
    assert names(find_inputs([f"{tmp_path}/2019/**/*.pdf"]), tmp_path) == ["2019/a.pdf", "2019/deep/b.pdf"]
    assert names(find_inputs([tmp_path / "what[1].pdf"]), tmp_path) == ["what[1].pdf"]


def test_pattern_without_a_match_is_an_input_that_is_missing(tmp_path: Path) -> None:
    """A pattern that finds nothing is most likely a slip: it has a row."""
    assert names(find_inputs([tmp_path / "*.pdf"]), tmp_path) == ["*.pdf file_unreadable"]


@given(st.lists(st.binary(min_size=1).filter(lambda name: b"\0" not in name), min_size=1))
def test_list_ended_by_nul_holds_any_name(found: list[bytes]) -> None:
    """What find -print0 writes is read back as it was, newlines and bytes that are no text included."""
    assert [os.fsencode(name) for name in read_list(b"".join(name + b"\0" for name in found))] == found


def test_list_of_lines() -> None:
    """Without NUL, each line is an input, and empty lines are none."""
    assert read_list("a.pdf\n\nbiblioteca à.pdf\r\n".encode()) == ["a.pdf", "biblioteca à.pdf"]


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """A zip file with two PDFs and other things."""
    path = tmp_path / "Old Archive.ZIP"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as opened:
        opened.writestr("2019/b.pdf", b"b" * 1000)
        opened.writestr("2019/è\n.PDF", b"e")
        opened.writestr("__MACOSX/2019/._b.pdf", b"x")
        opened.writestr("notes.txt", b"x")
    return path


def test_archives_are_looked_into(archive: Path) -> None:
    """The PDFs in a zip archive are inputs, found by name or in a folder; their location leads back to them."""
    by_name, in_folder = find_inputs([archive]), find_inputs([archive.parent])
    assert by_name == in_folder
    assert [one.location for one in by_name] == [f"{archive}!/2019/b.pdf", f"{archive}!/2019/è\n.PDF"]
    assert by_name[0].name == "b.pdf"
    assert [read_location(one.location) for one in by_name] == [b"b" * 1000, b"e"]


def test_member_that_unpacks_to_too_much_is_refused(archive: Path) -> None:
    """A member is unpacked as far as a file may be large, whatever the archive says of its size."""
    big = find_inputs([archive])[0]
    with Sources(999) as sources, pytest.raises(FileTooLarge):
        sources.read(big)
    with Sources(1000) as sources:
        assert len(sources.read(big).data) == 1000


@pytest.mark.parametrize("content", [b"", b"PK no archive", b"%PDF-1.7"])
def test_damaged_archive_is_one_input(tmp_path: Path, content: bytes) -> None:
    """An archive that cannot be opened has one row."""
    (tmp_path / "a.zip").write_bytes(content)
    assert names(find_inputs([tmp_path]), tmp_path) == ["a.zip archive_damaged"]


def test_damaged_or_locked_member_is_unreadable(archive: Path) -> None:
    """A member whose bytes are wrong, or that is encrypted, fails alone."""
    one = find_inputs([archive])[0]
    data = bytearray(archive.read_bytes())
    for wrong in (bytes(data).replace(b"PK\x03\x04", b"PK\x00\x00", 1), _locked(data)):
        archive.write_bytes(wrong)
        with pytest.raises(FileUnreadable):
            read_location(one.location)


def _locked(data: bytearray) -> bytes:
    """The archive with its members marked as encrypted."""
    for signature, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        at = -1
        while (at := data.find(signature, at + 1)) >= 0:
            data[at + offset] |= 1
    return bytes(data)


def test_nothing_found_is_wrong_usage(tmp_path: Path) -> None:
    """A run about nothing is most likely a wrong path."""
    with pytest.raises(UsageError, match="there is no PDF in"):
        find_inputs([tmp_path])


def test_name_no_system_takes_is_an_input(tmp_path: Path) -> None:
    """A name with a NUL in it is an input that cannot be read."""
    (found,) = find_inputs([tmp_path / "a\0b.pdf"])
    assert isinstance(found.error, SchedeError)


def test_unknown_protocol_is_wrong_usage() -> None:
    """A URL that nothing here speaks ends the run before it begins."""
    with pytest.raises(UsageError, match="cannot be opened"):
        find_inputs(["nowhere://bucket/a.pdf"])
