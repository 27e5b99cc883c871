"""How worker processes are started: from a server that has loaded everything, and without the caller's script."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from multiprocessing import context
from threading import Lock
from types import ModuleType

_starting = Lock()


@contextmanager
def _without_main() -> Iterator[None]:
    """Hide the caller's script.

    A new process would otherwise run it again to know what it defines, and a script that does not say
    `if __name__ == "__main__"` would start all over in each worker. Workers need nothing of it.
    """
    with _starting:
        script = sys.modules["__main__"]
        sys.modules["__main__"] = ModuleType("__main__")
        try:
            yield
        finally:
            sys.modules["__main__"] = script


class _Process(context.ForkServerProcess):
    def start(self) -> None:
        with _without_main():
            super().start()


class _Context(context.ForkServerContext):
    Process = _Process


def fresh_context(preload: Sequence[str]) -> _Context:
    """Processes forked from a server of one thread, into which modules are loaded once.

    Forking this process would copy its threads' locks, and starting an interpreter for each worker costs a
    second: a worker that a bad file kills is replaced in hundredths of one.
    """
    found = _Context()
    found.set_forkserver_preload(list(preload))
    return found
