"""A run: every input once, a ledger that is true at each moment, and an output that agrees with it at the end."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager, closing, nullcontext
from pathlib import Path

from extractor.batch.inputs import find_inputs
from extractor.batch.job import Executor, InProcess, Options
from extractor.batch.ledger import Ledger
from extractor.batch.results import Summary, Watcher
from extractor.batch.store import open_store
from extractor.batch.work import Work
from extractor.errors import UsageError
from extractor.limits import DEFAULT_LIMITS, Limits
from extractor.privacy import Staff
from extractor.verify import Mode


def convert(
    inputs: Iterable[str | Path],
    out: str | Path,
    *,
    reader: str = "pdfium",
    password: str | None = None,
    template: Path | None = None,
    verify: Mode = "doubtful",
    staff: Staff = "full",
    staff_key: bytes | None = None,
    limits: Limits = DEFAULT_LIMITS,
    jobs: int | None = None,
    retry: bool = False,
    follow_links: bool = False,
    watch: Watcher | None = None,
    cluster: str | None = None,
    executor: Executor | None = None,
) -> Summary:
    """Convert PDFs into JSON, Parquet and a row for each in `out/results.jsonl`.

    The same inputs give the same bytes, however many workers read them and however often the run was
    interrupted: run it again, and it goes on. An input that fails is a row, and the run goes on.

    Args:
        inputs: files, folders, patterns, zip archives and URLs, see extractor.batch.inputs.
        out: a folder or a URL.
        reader: `pdfium` or `pdfplumber`.
        password: of encrypted files.
        template: a template file; by default the one that comes with the program.
        verify: what a second engine reads again: `doubtful` schede, `all`, or `none`.
        staff: names and numbers of staff: `full`, `pseudonymous` or `none`.
        staff_key: the secret that pseudonyms are made with.
        limits: what one document may take.
        jobs: worker processes; by default as many as cores and memory allow. 0: none, everything is read in
            this process, which a bad file can then stop.
        retry: try again what failed before, though nothing has changed.
        follow_links: in folders, follow symbolic links.
        watch: told of each step.
        cluster: the address of a Dask scheduler, whose workers read the documents, see extractor.cluster.
        executor: where documents are read, instead of worker processes here.

    Raises:
        UsageError: there is no PDF, no such reader, or the template is wrong.
        ClusterError: the run ends, and can go on later, there or here.
        OutputError: the run ends; what was written before stands, whole.
    """
    options = Options(reader, password, template, verify, limits, staff, staff_key)
    recipe = options.recipe()
    found = find_inputs(inputs, follow_links=follow_links)
    with (
        _executor(executor, jobs, cluster, str(out)) as reading,
        open_store(str(out)) as store,
        Ledger(store.ledger) as ledger,
        reading.sources(limits.file_bytes) as sources,
    ):
        run = Work(store, ledger, sources, options, recipe, retry, watch)
        try:
            numbers = run.register(found)
            with closing(reading.run(run.tasks(), options)) as outcomes:
                for outcome in outcomes:
                    run.finish(outcome)
            run.publish()
        finally:
            store.checkpoint(ledger)
        rows = {entry.seq: row for entry, row in run.rows()}
        return Summary(tuple(rows[numbers[one.location]] for one in found), run.unchanged)


def _executor(
    executor: Executor | None, jobs: int | None, cluster: str | None, out: str
) -> AbstractContextManager[Executor]:
    if executor is not None:
        return nullcontext(executor)
    if cluster is not None:
        if jobs is not None:
            raise UsageError("a cluster has as many workers as it has: jobs are for this machine")
        from extractor.cluster import open_cluster

        return open_cluster(cluster, out)
    if jobs == 0:
        return nullcontext(InProcess())
    from extractor.batch.local import LocalWorkers

    return nullcontext(LocalWorkers(jobs))
