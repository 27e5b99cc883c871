"""The documents of a run read on other machines: the workers of a Dask scheduler, see docs/cluster.md."""

from __future__ import annotations

from extractor.cluster.client import open_cluster

__all__ = ["open_cluster"]
