"""A PostgreSQL server of the tests' own: made in a folder of its own, on a free port of loopback, then removed."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

PASSWORD = "prìmula/22 @home"
"""Needs escaping in a URL."""
IN_URL = "pr%C3%ACmula%2F22%20%40home"
USER = "schede_test"
_numbers = count()


def programs() -> Path | None:
    """Where the newest server's programs are, if there is one."""
    found = [
        Path(folder) for folder in Path("/usr/lib/postgresql").glob("*/bin") if (folder / "initdb").exists()
    ]
    if found:
        return max(found, key=lambda folder: int(folder.parent.name))
    initdb = shutil.which("initdb")
    return Path(initdb).parent if initdb else None


@dataclass(frozen=True, slots=True)
class Server:
    """A running server."""

    port: int

    def url(self, database: str = "postgres", *, password: str = IN_URL) -> str:
        """The URL of one of its databases."""
        return f"postgresql://{USER}:{password}@127.0.0.1:{self.port}/{database}"

    def new_database(self) -> str:
        """The URL of a new, empty database."""
        name = f"warehouse_{next(_numbers)}"
        self.execute(self.url(), f"CREATE DATABASE {name}", autocommit=True)
        return self.url(name)

    @staticmethod
    def execute(url: str, statement: str, *, autocommit: bool = False) -> None:
        """Run statements."""
        from adbc_driver_postgresql import dbapi

        with dbapi.connect(url, autocommit=autocommit) as connection:
            with connection.cursor() as cursor:
                cursor.execute(statement)
            if not autocommit:
                connection.commit()

    @staticmethod
    def rows(url: str, query: str) -> list[tuple[Any, ...]]:
        """The rows of a query."""
        from adbc_driver_postgresql import dbapi

        with dbapi.connect(url) as connection, connection.cursor() as cursor:
            cursor.execute(query)
            return list(cursor.fetchall())


@contextmanager
def server(bin_folder: Path) -> Iterator[Server]:
    """Start a server, and stop it."""
    place = Path(tempfile.mkdtemp(prefix="schede-postgresql-"))
    identity: dict[str, Any] = {"cwd": place}
    if os.getuid() == 0:  # the server refuses to run as root
        shutil.chown(place, "postgres", "postgres")
        identity |= {"user": "postgres", "group": "postgres", "extra_groups": []}
    data, secret = place / "data", place / "password"

    def run(program: str, *arguments: str | Path) -> None:
        said = subprocess.run(
            [bin_folder / program, *arguments],
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
            **identity,
        )
        assert said.returncode == 0, said.stdout + said.stderr

    secret.write_text(PASSWORD, encoding="utf-8")
    secret.chmod(0o644)
    try:
        run(
            "initdb",
            "-D",
            data,
            "-U",
            USER,
            "--pwfile",
            secret,
            "-A",
            "scram-sha-256",
            "-E",
            "UTF8",
            "--no-locale",
            "--no-sync",
        )
        port = free_port()
        options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={place} -c fsync=off"
        run("pg_ctl", "-D", data, "-w", "-l", place / "log", "-o", options, "start")
        try:
            yield Server(port)
        finally:
            run("pg_ctl", "-D", data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(place, ignore_errors=True)


def free_port() -> int:
    """A port of loopback that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
