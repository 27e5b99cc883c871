"""Worker processes on this machine: one document each at a time, none able to harm more than its own.

A worker is a pool of one, kept by pebble: when it dies, hangs or grows, it is replaced alone, with the pipes
and locks it may have broken. Only killing a process stops an engine; so each worker shows when it last did
something new, and is killed when that is too long ago.
"""

from __future__ import annotations

import logging
import os
import signal
import time
from collections import deque
from collections.abc import Generator, Iterator
from concurrent.futures import FIRST_COMPLETED, CancelledError, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass, field
from threading import Thread

from pebble import ProcessExpired, ProcessFuture, ProcessPool

from extractor.batch import worker
from extractor.batch.job import Executor, Options, Outcome, Task
from extractor.batch.machine import default_jobs
from extractor.batch.processes import fresh_context
from extractor.errors import InternalError, MemoryLimit, SchedeError, TimeLimit, WorkerDied
from extractor.limits import Limits

log = logging.getLogger(__name__)

AHEAD = 2
"""Documents that a worker has at most: the one it reads, and the next, so that it never waits."""
TICK = 0.1
"""Seconds between two looks at the workers."""
TRIES = 30
"""Times that a document is tried when its worker dies, before it has begun or by somebody else's hand."""
BEGUN = 10
"""Tries that it costs when the worker had begun to read."""
SLOW_START = 120.0
"""Seconds in which a worker must have begun its next document."""
RECYCLE_DOCUMENTS = 400
RECYCLE_BYTES = 240_000_000
"""A worker that has read so many documents, or has grown so large, gives way to a new one."""


@dataclass(slots=True)
class _Job:
    task: Task
    future: ProcessFuture[Outcome]
    since: float
    tries: int = 0


@dataclass(slots=True)
class _Worker:
    """A place for one worker process after another."""

    options: Options
    life: list[float] = field(default_factory=list)
    pool: ProcessPool | None = None
    jobs: deque[_Job] = field(default_factory=deque)
    done: int = 0
    tired: bool = False
    verdict: SchedeError | None = None
    """Why its process is being killed."""

    def give(self, task: Task, tries: int = 0) -> None:
        """Hand it a document."""
        if self.pool is None:
            context = fresh_context(("extractor.batch.warmed",))
            self.life = context.RawArray("d", [0.0, worker.NO_TASK, 0.0, 0.0])
            quiet = not log.isEnabledFor(logging.DEBUG)
            self.pool = ProcessPool(
                max_workers=1,
                initializer=worker.start,
                initargs=(self.life, self.options, quiet),
                context=context,
            )
        try:
            future = self.pool.schedule(worker.read, args=(task,))
        except RuntimeError:  # its process died while it had nothing to do
            future = ProcessFuture()
            future.set_exception(BrokenProcessPool("gone"))
        self.jobs.append(_Job(task, future, time.monotonic(), tries))

    def end(self) -> None:
        """End its process, whatever that is doing."""
        if self.pool is not None:
            if self.life[worker.PID]:
                with suppress(ProcessLookupError, PermissionError):
                    os.kill(int(self.life[worker.PID]), signal.SIGKILL)
            self.pool.stop()  # type: ignore[no-untyped-call]
            # This waits for the pool's threads, and gives back its pipes and locks.
            Thread(target=_join, args=(self.pool,), daemon=True).start()
        self.pool, self.verdict, self.tired, self.done = None, None, False, 0


class LocalWorkers(Executor):
    """Reads documents in worker processes, see extractor.batch.job.Executor."""

    def __init__(self, jobs: int | None = None, ahead: int = AHEAD) -> None:
        self._jobs = jobs
        self._ahead = ahead

    def run(self, tasks: Iterator[Task], options: Options) -> Generator[Outcome, None, None]:
        """See Executor; no process is started before there is a task."""
        jobs = self._jobs or default_jobs(options.limits.memory_bytes)
        workers = [_Worker(options) for _ in range(jobs)]
        try:
            more = True
            while more or any(one.jobs for one in workers):
                while more and (free := _freest(workers, self._ahead)) is not None:
                    task = next(tasks, None)
                    if task is None:
                        more = False
                    else:
                        free.give(task)
                wait([one.jobs[0].future for one in workers if one.jobs], TICK, FIRST_COMPLETED)
                for one in workers:
                    yield from _settled(one)
                    _watch(one, options.limits)
        finally:
            for one in workers:
                one.end()


def _freest(workers: list[_Worker], ahead: int) -> _Worker | None:
    """The worker with the fewest documents, if it may have one more."""
    able = [one for one in workers if len(one.jobs) < ahead and not one.tired]
    return min(able, key=lambda one: len(one.jobs), default=None)


def _settled(one: _Worker) -> Iterator[Outcome]:
    """The outcomes a worker has come to; a worker that died is replaced, and its next document given again."""
    while one.jobs and one.jobs[0].future.done():
        job = one.jobs.popleft()
        verdict = one.verdict
        try:
            outcome = job.future.result()
        except (ProcessExpired, BrokenProcessPool, CancelledError) as error:
            waiting = list(one.jobs)
            one.jobs.clear()
            # A process that died before it began says nothing about the document.
            job.tries += BEGUN if one.life[worker.TASK] == job.task.key else 1
            one.end()
            why = verdict or _cause(error, job)
            if why is None:
                one.give(job.task, job.tries)
            for next_one in waiting:
                one.give(next_one.task, next_one.tries)
            if why is not None:
                yield Outcome(job.task.key, why)
            return
        one.done += 1
        one.tired = one.done >= RECYCLE_DOCUMENTS or outcome.resident > RECYCLE_BYTES
        if one.jobs:
            one.jobs[0].since = time.monotonic()
        yield outcome
    if one.tired and not one.jobs:
        one.end()


def _join(pool: ProcessPool) -> None:
    with suppress(TimeoutError, RuntimeError, OSError):
        pool.join(timeout=60)


def _cause(error: Exception, job: _Job) -> SchedeError | None:
    """Why a worker died by itself; None when it may have been killed by somebody else, and is to try again."""
    file = job.task.file
    code = error.exitcode if isinstance(error, ProcessExpired) else None
    if code == -signal.SIGABRT:
        return MemoryLimit("the engine gave up, as it does when memory runs out", file=file)
    if code is not None and code < 0 and code not in (-signal.SIGKILL, -signal.SIGTERM):
        return WorkerDied(f"the engine crashed ({signal.Signals(-code).name})", file=file)
    if job.tries < TRIES:
        return None
    log.debug("%s: %r after %d tries", file, error, job.tries)
    if code == -signal.SIGKILL:
        return WorkerDied(f"its worker was killed {TRIES // BEGUN} times", file=file)
    return InternalError("its worker could not be started", file=file)


def _watch(one: _Worker, limits: Limits) -> None:
    """Kill a worker that has been at one page, or one document, for too long."""
    if not one.jobs or one.verdict is not None or one.pool is None:
        return
    job, now = one.jobs[0], time.monotonic()
    if one.life[worker.TASK] != job.task.key:
        if now - job.since > SLOW_START:  # it does not begin: a pipe or a lock of its pool is broken
            _kill(one, job, InternalError("its worker did not begin", file=job.task.file))
        return
    if now - one.life[worker.BEAT] > limits.page_seconds:
        _kill(one, job, TimeLimit(f"nothing new for {limits.page_seconds:g} s", file=job.task.file))
    elif now - one.life[worker.STARTED] > limits.document_seconds:
        _kill(one, job, TimeLimit(f"not read after {limits.document_seconds:g} s", file=job.task.file))


def _kill(one: _Worker, job: _Job, verdict: SchedeError) -> None:
    one.verdict = verdict
    with suppress(ProcessLookupError, PermissionError):
        os.kill(int(one.life[worker.PID]), signal.SIGKILL)
    job.future.cancel()  # type: ignore[no-untyped-call]
