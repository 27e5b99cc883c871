"""The run's side of a cluster: few documents on the way at a time, and none lost with a worker."""

from __future__ import annotations

import logging
import time
from collections import deque
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager
from dataclasses import dataclass, replace
from threading import Event
from typing import TYPE_CHECKING, Any

from extractor.batch.inputs import Input
from extractor.batch.job import Executor, Options, Outcome, Task
from extractor.batch.remote import is_url
from extractor.batch.sources import Content, Sources
from extractor.cluster import worker
from extractor.cluster.message import Reading, Sent, pack_look, pack_task
from extractor.errors import (
    ClusterEmpty,
    ClusterMismatch,
    ClusterUnreachable,
    SchedeError,
    UsageError,
    WorkerDied,
)

if TYPE_CHECKING:
    from distributed import Client, Future

log = logging.getLogger(__name__)

AHEAD = 3
"""Documents on the way for each thread of the cluster: one being read, others so that it never waits."""
BYTES = 256_000_000
"""Of documents that are sent to workers, on the way at a time."""
RETRIES = 2
"""Times that writing what became of a document is tried again."""
TRIES = 2
"""Times that a document may lose all the workers that Dask allows one, the second time alone."""
CONNECT = 10.0
"""Seconds in which the scheduler must answer."""
TICK = 1.0
COUNT = 5.0
"""Seconds between two times that the cluster's threads are counted."""
PATIENCE = 120.0
"""Seconds that a run waits for a worker while there is none."""


@contextmanager
def open_cluster(address: str, out: str) -> Iterator[Cluster]:
    """The cluster of a scheduler's address, for a run that writes to `out`.

    Raises:
        ClusterUnreachable: nothing answers there.
        UsageError: Dask distributed is not installed.
    """
    try:
        import dask
        from distributed import Client
    except ImportError as error:
        raise UsageError(
            "a cluster needs Dask distributed: pip install 'schede-obiettivo[cluster]'"
        ) from error
    # A document that is sent is no mistake.
    with _quiet(), dask.config.set({"distributed.admin.large-graph-warning-threshold": "100 GB"}):
        try:
            client = Client(address, timeout=CONNECT, set_as_default=False)
        except ValueError as error:
            raise UsageError(f"{address} is no address of a scheduler: {error}") from error
        except OSError as error:
            raise ClusterUnreachable(f"no Dask scheduler answers at {address}") from error
        try:
            yield Cluster(client, address, out)
        finally:
            client.close(timeout=CONNECT)


@contextmanager
def _quiet() -> Iterator[None]:
    """What Dask says of lost workers is dealt with here."""
    dask_log = logging.getLogger("distributed")
    before = dask_log.level
    if not log.isEnabledFor(logging.DEBUG):
        dask_log.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        dask_log.setLevel(before)


def is_shared(place: str) -> bool:
    """Whether workers find a place by its name: a URL says so, but for a process's own memory."""
    return is_url(place) and not place.startswith("memory:")


@dataclass(slots=True, eq=False)
class _Flight:
    """A document on the way."""

    task: Task
    future: Future[Any]
    tries: int


class Cluster(Executor):
    """Reads documents on the workers of a Dask scheduler, see extractor.batch.job.Executor."""

    def __init__(self, client: Client, address: str, out: str) -> None:
        self._client = client
        self._address = address
        self._out = out if is_shared(out) else None
        self._bell = Event()
        self._threads = 0
        self._counted = -COUNT
        self._seen = time.monotonic()

    def sources(self, most: int) -> Sources:
        """See Executor: what a URL names is read by workers, and never comes by here."""
        return _Sources(self, most)

    def run(self, tasks: Iterator[Task], options: Options) -> Generator[Outcome, None, None]:
        """See Executor."""
        template = options.template.read_bytes() if options.template else None
        reading = Reading(replace(options, template=None), template, self._out)
        flights: list[_Flight] = []
        suspects: deque[_Flight] = deque()
        more = True
        try:
            while more or flights or suspects:
                while more and not suspects and self._has_room(flights):
                    task = next(tasks, None)
                    if task is None:
                        more = False
                    else:
                        flights.append(self._send(task, reading))
                if suspects and not flights:
                    suspect = suspects.popleft()
                    flights.append(self._send(suspect.task, reading, suspect.tries + 1))
                landed = {one for one in flights if one.future.done()}
                if flights and not landed:
                    self.wait()
                flights = [one for one in flights if one not in landed]
                for one in landed:
                    outcome = self._outcome(one)
                    if outcome is None:
                        suspects.append(one)
                    else:
                        yield outcome
        finally:
            self._client.cancel([one.future for one in flights], force=True)

    def _send(self, task: Task, reading: Reading, tries: int = 1) -> _Flight:
        return _Flight(task, self.submit(worker.read, pack_task(task, reading)), tries)

    def _has_room(self, flights: list[_Flight]) -> bool:
        sent = sum(len(one.task.data) for one in flights)
        return len(flights) < AHEAD * max(self.threads, 1) and sent < BYTES

    def _outcome(self, one: _Flight) -> Outcome | None:
        """What became of a document; None when it was on its way to workers that died.

        Dask gives up a document that several workers died with, and does not know whether it was to blame, or
        another that they had, too: it is sent once more, alone.
        """
        outcome = self.result(one.future)
        if outcome is not None:
            assert isinstance(outcome, Outcome)
            return outcome
        if one.tries < TRIES:
            return None
        return Outcome(one.task.key, died(one.task.file))

    # What is sent, and what comes back

    def submit(self, function: Callable[[Sent], object], sent: Sent, priority: int = 0) -> Future[Any]:
        """Have a worker do something."""
        future = self._client.submit(function, sent, pure=False, priority=priority, retries=RETRIES)
        future.add_done_callback(self._ring)
        return future

    def _ring(self, _: object) -> None:
        self._bell.set()

    def result(self, future: Future[Any]) -> object | None:
        """What a worker made of it; None when it was lost with workers.

        Raises:
            ClusterError, OutputError: the run cannot go on.
        """
        from distributed.scheduler import KilledWorker

        try:
            found: object = future.result()
        except KilledWorker as error:
            log.debug("%s", error)
            return None
        except SchedeError:
            raise
        except (OSError, CancelledError) as error:
            raise ClusterUnreachable(f"the scheduler at {self._address} went away") from error
        except Exception as error:  # those of ours are told by workers as outcomes
            raise ClusterMismatch(
                f"a machine there cannot load it ({type(error).__name__}: {error})"
            ) from error
        return found

    def wait(self) -> None:
        """Wait until something comes back, for a moment at most."""
        if not self._bell.wait(TICK) and self.threads == 0 and time.monotonic() - self._seen > PATIENCE:
            raise ClusterEmpty(f"the scheduler at {self._address} had no worker for {PATIENCE:g} s")
        self._bell.clear()

    @property
    def threads(self) -> int:
        """How many documents can be read at a time: workers come and go."""
        now = time.monotonic()
        if now - self._counted > COUNT:
            try:
                self._threads = sum(self._client.nthreads().values())
            except OSError as error:
                raise ClusterUnreachable(f"the scheduler at {self._address} went away") from error
            self._counted = now
            if self._threads:
                self._seen = now
        return self._threads


def died(file: str) -> SchedeError:
    """The error of a document that no worker survived."""
    return WorkerDied("the workers that were given it died, the last one with nothing else", file=file)


class _Sources(Sources):
    """Inputs that workers can reach are read by them; others here."""

    def __init__(self, cluster: Cluster, most: int) -> None:
        super().__init__(most)
        self._cluster = cluster
        self._limit = most
        self._expected: dict[str, Future[Any]] = {}

    @property
    def ahead(self) -> int:
        """See Sources."""
        return AHEAD * max(self._cluster.threads, 1)

    def expect(self, one: Input) -> None:
        """See Sources."""
        if one.error is None and is_shared(one.location):
            sent = pack_look(one.location, one.signature, self._limit)
            # First, for nothing else can be sent before it is known what it holds.
            self._expected[one.location] = self._cluster.submit(worker.look, sent, priority=1)

    def read(self, one: Input) -> Content:
        """See Sources."""
        if one.error is not None or not is_shared(one.location):
            return super().read(one)
        for _ in range(TRIES):
            if one.location not in self._expected:
                self.expect(one)
            future = self._expected.pop(one.location)
            while not future.done():
                self._cluster.wait()
            found = self._cluster.result(future)
            if isinstance(found, SchedeError):
                raise found
            if isinstance(found, Content):
                return found
        raise died(one.file)
