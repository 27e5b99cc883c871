"""Inside a Dask worker. Documents are read in child processes of it, as on one machine: the worker itself never
touches a PDF, so that no PDF can harm it, and the memory and time of each are limited."""

from __future__ import annotations

import atexit
import multiprocessing
import time
import traceback
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock, Timer

from extractor.batch.inputs import Input
from extractor.batch.job import Converted, Outcome, Task
from extractor.batch.local import LocalWorkers
from extractor.batch.sources import Content, Sources
from extractor.batch.store import Bucket
from extractor.cluster.message import Reading, Sent, build, unpack_look, unpack_task
from extractor.errors import FileUnreadable, InternalError, OutputError, SchedeError

IDLE = 60.0
"""Seconds after which a child process that nobody needs is ended: its run is over, or was killed."""


def look(sent: Sent) -> Content | SchedeError:
    """What an input holds, without its bytes; or why it cannot be read."""
    location, signature, most = unpack_look(sent)
    try:
        with Sources(most) as sources:
            content = sources.read(Input(location, location, signature=signature))
    except SchedeError as error:
        return error
    return replace(content, data=b"", elsewhere=True)


def read(sent: Sent) -> Outcome:
    """Read one document in a child process, and write its JSON, where that is asked for.

    Raises:
        OutputUnwritable: it is not this document's fault.
    """
    task, reading = unpack_task(sent)
    try:
        with _children.one(reading) as child:
            outcome = child.read(_with_bytes(task, reading.options.limits.file_bytes))
        return outcome if reading.out is None else _written(outcome, f"json/{task.output}.json", reading.out)
    except OutputError:
        raise
    except SchedeError as error:
        return Outcome(task.key, error)
    except Exception as error:  # a bug of ours must not cost the other documents
        bug = InternalError(f"unexpected {type(error).__name__}", file=task.file)
        # What went wrong may quote what was read.
        return Outcome(task.key, bug, traceback.format_exc() if reading.options.staff == "full" else None)


def _with_bytes(task: Task, most: int) -> Task:
    if task.location is None:
        return task
    with Sources(most) as sources:
        content = sources.read(Input(task.location, task.file))
    if content.sha256 != task.sha256:
        raise FileUnreadable("it changed while it was being read", file=task.file)
    return replace(task, data=content.data)


def _written(outcome: Outcome, name: str, out: str) -> Outcome:
    """What is left to hand back. Doing it twice changes nothing: the name and the bytes are the document's."""
    if not isinstance(outcome.result, Converted):
        return outcome
    Bucket(out, Path()).write(name, outcome.result.json)
    return replace(outcome, result=replace(outcome.result, json=b""))


class _Child:
    """A place for one child process after another, as extractor.batch.local keeps them."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.since = 0.0
        """When it was needed last."""
        self._folder = TemporaryDirectory(prefix="schede-")
        options = reading.options
        if reading.template is not None:
            path = Path(self._folder.name, "template.toml")
            path.write_bytes(reading.template)
            options = replace(options, template=path)
        self._tasks: deque[Task] = deque()
        # It draws the next task when the outcome after the last is asked for, so there always is one.
        self._outcomes = LocalWorkers(1, ahead=1).run(iter(self._tasks.popleft, None), options)

    def read(self, task: Task) -> Outcome:
        """Read one document."""
        self._tasks.append(task)
        return next(self._outcomes)

    def close(self) -> None:
        """End the process, whatever it is doing."""
        self._outcomes.close()
        self._folder.cleanup()


class _Children:
    """The child processes of this worker: one for each of its threads that is reading."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._idle: list[_Child] = []
        self._timer: Timer | None = None

    @contextmanager
    def one(self, reading: Reading) -> Iterator[_Child]:
        """A child that reads so, for the caller alone."""
        child = self._take(reading)
        try:
            yield child
        except BaseException:
            child.close()
            raise
        child.since = time.monotonic()
        with self._lock:
            self._idle.append(child)
            self._watch()

    def _take(self, reading: Reading) -> _Child:
        with self._lock:
            for child in self._idle:
                if child.reading == reading:
                    self._idle.remove(child)
                    return child
        # Dask starts its workers as daemons, which may have no children; ours end when the worker does.
        multiprocessing.current_process().daemon = False
        return _Child(reading)

    def _watch(self) -> None:
        if self._timer is None and self._idle:
            self._timer = Timer(IDLE, self.end, (IDLE,))
            self._timer.daemon = True
            self._timer.start()

    def end(self, idle: float = 0.0) -> None:
        """End those that nobody has needed for so many seconds."""
        latest = time.monotonic() - idle
        with self._lock:
            old = [child for child in self._idle if child.since <= latest]
            self._idle = [child for child in self._idle if child.since > latest]
            self._timer = None
            self._watch()
        for child in old:
            child.close()


# Of the files that this process has loaded, whatever is installed while it runs.
build()

_children = _Children()
atexit.register(_children.end)
