"""What this machine has: cores, memory, and how much of it a process takes."""

from __future__ import annotations

import os
import resource
import sys
from pathlib import Path

ONE_WORKER = 300_000_000
"""Bytes that a worker takes on ordinary documents."""
LEFT_ALONE = 500_000_000
"""Bytes for the run itself and for others."""


def default_jobs(most_memory: int) -> int:
    """Workers for this machine: one a core, and no more than its memory holds.

    Not every document comes near `most_memory` at once; room for one that does is kept.
    """
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(cores, (free_memory() - LEFT_ALONE - most_memory) // ONE_WORKER))


def free_memory() -> int:
    """Bytes that could be had now without others losing theirs; the container's, if that allows fewer."""
    free = _meminfo() or os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    group = Path("/sys/fs/cgroup")
    try:
        allowed = int((group / "memory.max").read_text(encoding="ascii"))  # or "max"
        used = int((group / "memory.current").read_text(encoding="ascii"))
    except (OSError, ValueError):
        return free
    return min(free, max(0, allowed - used))


def _meminfo() -> int:
    try:
        with Path("/proc/meminfo").open(encoding="ascii") as lines:
            return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("MemAvailable:"))
    except (OSError, StopIteration):
        return 0


def address_space() -> int:
    """Bytes of address space this process has; 0 where the system does not say."""
    return _statm(0)


def resident() -> int:
    """Bytes of memory this process has now; where the system does not say, the most it has had."""
    unit = 1 if sys.platform == "darwin" else 1024
    return _statm(1) or resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def _statm(field: int) -> int:
    try:
        pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[field]
    except OSError:
        return 0
    return int(pages) * os.sysconf("SC_PAGE_SIZE")
