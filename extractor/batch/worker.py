"""Inside a worker process: its limits, its sign of life, and the documents it reads."""

from __future__ import annotations

import gc
import os
import resource
import signal
import sys
import threading
import time
from collections.abc import MutableSequence
from contextlib import suppress
from dataclasses import replace
from multiprocessing import parent_process
from multiprocessing.connection import wait

from extractor.batch.job import Options, Outcome, Task, convert_one
from extractor.batch.machine import address_space, resident
from extractor.batch.warm import warm_up

PID, TASK, STARTED, BEAT = range(4)
"""Places in a worker's sign of life: its process id, the task it is at (none: -1), since when, and when it last
did something new."""
NO_TASK = -1.0
DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG

_life: MutableSequence[float]
_options: Options


def start(life: MutableSequence[float], options: Options, quiet: bool) -> None:
    """Prepare this process, once: everything that all documents need is loaded, then memory is limited."""
    global _life, _options
    _die_with_parent()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent to act on
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if quiet:  # engines write there what nobody can use; the parent's own messages must stay readable
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stderr.fileno() if sys.stderr else 2)
        os.close(nowhere)
    _options = options
    warm_up()
    _limit_memory(options.limits.memory_bytes)
    gc.freeze()
    _life = life
    _life[TASK] = NO_TASK
    _life[PID] = os.getpid()


def read(task: Task) -> Outcome:
    """Read one document."""

    def watch(_page: int) -> None:
        _life[BEAT] = time.monotonic()

    _life[STARTED] = _life[BEAT] = time.monotonic()
    _life[TASK] = task.key
    try:
        outcome = convert_one(task, _options, watch)
    finally:
        _life[TASK] = NO_TASK
    return replace(outcome, resident=resident())


def _limit_memory(allowed: int) -> None:
    # Libraries reserve far more address space than they use: what counts is what a document adds.
    now = address_space()
    if now:
        with suppress(ValueError, OSError):
            _, hard = resource.getrlimit(resource.RLIMIT_AS)
            wanted = now + allowed
            limit = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
            resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


def _die_with_parent() -> None:
    """No worker goes on alone, whatever its parent dies of, even inside a call of the engine that never ends."""
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=_wait_for_end, args=(parent.sentinel,), daemon=True).start()
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(DIE_WITH_PARENT, signal.SIGKILL)


def _wait_for_end(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)
