"""The work of a run: which inputs need reading, and what the ledger and the output are told of each."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

from extractor import __version__
from extractor.batch.inputs import Input
from extractor.batch.job import Converted, Options, Outcome, Task
from extractor.batch.ledger import Entry, Kept, Ledger
from extractor.batch.outputs import output_name, shown
from extractor.batch.publish import bring_up
from extractor.batch.results import FINAL, Result, Step, Watcher
from extractor.batch.rows import to_result
from extractor.batch.sources import Content, Sources
from extractor.batch.store import Store
from extractor.corrections.store import FOLDER as CORRECTIONS
from extractor.errors import ClusterError, OutputUnwritable, SchedeError
from extractor.templates import load_template

log = logging.getLogger(__name__)

CHECKPOINT = 60.0
"""Seconds between two times that the ledger is put beside a remote output."""
CHECKPOINT_SHARE = 10
"""A ledger with many rows waiting is large: between two times pass so many times what the last one took."""


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")


class Work:
    """What a run knows while it goes on."""

    def __init__(
        self,
        store: Store,
        ledger: Ledger,
        sources: Sources,
        options: Options,
        recipe: str,
        retry: bool,
        watch: Watcher | None,
    ) -> None:
        self.store = store
        self.ledger = ledger
        self.sources = sources
        self.recipe = recipe
        self.retry = retry
        self.watch = watch
        self.made_by = {
            "reader": options.reader,
            "extractor": __version__,
            "template": load_template(options.template).identity,
            "recipe": recipe,
        }
        self.unchanged = self.done = 0
        self.written_elsewhere = False
        """Whether others have written documents of this run into the output."""
        self.work: dict[int, Input] = {}
        self.looked_at: set[int] = set()
        self.first: dict[str, int] = {}
        """By content, the input that stands for it in this run."""
        self.reading: dict[int, Content] = {}
        """Inputs that are being read now."""
        self.followers: dict[int, list[tuple[int, Content]]] = {}
        self.next_checkpoint = time.monotonic() + CHECKPOINT

    # Before the first document

    def register(self, found: list[Input]) -> dict[str, int]:
        """Make the inputs known, with those that an earlier run left to be done again; their numbers."""
        self.store.remove(f"json/{name}.json" for name in self.ledger.loose())
        self.ledger.clear_loose()
        self.corrections = self.store.sizes(CORRECTIONS).keys()
        self._let_go_of_missing()
        numbers = self.ledger.register((one.location, shown(one.file), one.size) for one in found)
        self.known = {entry.seq: entry for entry in self.ledger.entries()}
        inputs = {numbers[one.location]: one for one in found}
        for entry in self.known.values():
            if entry.status == "orphaned":
                inputs.setdefault(entry.seq, self._again(entry))
        self.work = dict(sorted(inputs.items()))
        if self.watch:
            self.watch(Step(0, len(self.work)))
        return numbers

    def _let_go_of_missing(self) -> int:
        """Documents whose JSON was removed, or torn by a power cut, are to be read again; how many."""
        sizes = self.store.sizes("json")
        missing = [one for one in self.ledger.documents() if sizes.get(f"{one.name}.json") != one.bytes]
        for kept in missing:
            self.ledger.orphan(kept.owner)
        return len(missing)

    @staticmethod
    def _again(entry: Entry) -> Input:
        return Input(entry.location, entry.file, entry.size)

    # One input after another

    def tasks(self) -> Iterator[Task]:
        """The documents to be read, each when there is room for it."""
        while left := [seq for seq in self.work if seq not in self.looked_at]:
            for seq in self._announced(left):
                self.looked_at.add(seq)
                task = self._look_at(seq, self.work[seq])
                if task is not None:
                    yield task

    def _announced(self, left: list[int]) -> Iterator[int]:
        """Inputs, each after the sources know of those that come soon: what is far is fetched meanwhile."""
        reached = 0
        for place, seq in enumerate(left):
            ahead = place + self.sources.ahead
            for soon in left[max(place, reached) : ahead]:
                if not self._is_settled(self.known[soon], self.work[soon]):
                    self.sources.expect(self.work[soon])
            reached = max(reached, ahead)
            yield seq

    def _look_at(self, seq: int, one: Input) -> Task | None:
        entry = self.known[seq]
        if self._is_settled(entry, one):
            if entry.sha256 is not None:
                self.first.setdefault(entry.sha256, entry.duplicate_of or seq)
            self._settled(seq, fresh=False)
            return None
        self.ledger.start(seq, _now())
        try:
            content = self.sources.read(one)
        except ClusterError:  # no input's fault
            raise
        except SchedeError as error:
            self._failed(seq, error, None)
            return None
        return self._with_content(entry, one, content)

    def _is_settled(self, entry: Entry, one: Input) -> bool:
        """Whether an input has not changed, and what became of it stands."""
        same = one.error is None and one.signature is not None and one.signature == entry.signature
        return same and entry.status in FINAL and self._stands(entry)

    def _stands(self, entry: Entry) -> bool:
        """Whether what became of an input needs no second look, if its content is what it was."""
        if entry.status == "duplicate":
            owner = self._owner(entry.sha256)
            return owner is not None and owner.seq == entry.duplicate_of
        if entry.recipe != self.recipe:
            return False
        if entry.code is not None:
            return not self.retry
        return entry.output is not None and entry.document_id == (entry.sha256 or "")[:16]

    def _owner(self, sha256: str | None) -> Entry | None:
        """The input whose document is of this content, if that is settled."""
        if sha256 is None:
            return None
        if sha256 in self.first:
            first = self.ledger.entry(self.first[sha256])
            return first if first.status == "converted" and first.seq not in self.reading else None
        kept = self.ledger.document(sha256[:16])
        owner = self.known.get(kept.owner) if kept else None
        if owner is None or owner.seq in self.looked_at or owner.sha256 != sha256:
            return None
        there = self.work.get(owner.seq)
        if there is not None:
            return owner if there.signature is not None and there.signature == owner.signature else None
        return owner

    def _with_content(self, entry: Entry, one: Input, content: Content) -> Task | None:
        seq, sha256 = entry.seq, content.sha256
        told = replace(content, data=b"")  # all that is needed later
        first = self.first.setdefault(sha256, seq)
        if first != seq:
            if first in self.reading:
                self.followers.setdefault(first, []).append((seq, told))
            else:
                self._follow(seq, first, told)
            return None
        if entry.sha256 == sha256 and self._restored(entry, told):
            return None
        owner = self._other_owner(seq, told)
        if owner is not None:
            self.first[sha256] = owner
            self._follow(seq, owner, told)
            return None
        self.reading[seq] = told
        self.ledger.dispatch(seq, sha256, content.size)
        output = output_name(shown(one.name), content.document_id)
        self.ledger.expect(output)
        return Task(
            seq,
            shown(one.name),
            content.data,
            location=one.location if content.elsewhere else None,
            sha256=sha256,
            output=output,
            corrections=self._corrections(content.document_id),
        )

    def _corrections(self, document_id: str) -> bytes | None:
        name = f"{document_id}.json"
        return self.store.read(f"{CORRECTIONS}/{name}") if name in self.corrections else None

    def _restored(self, entry: Entry, content: Content) -> bool:
        """Whether what this very content became before still stands."""
        kept = self.ledger.document(content.document_id)
        converted = kept is not None and kept.owner == entry.seq and entry.code is None
        failed = entry.code is not None and not self.retry
        if entry.recipe != self.recipe or not (converted or failed):
            return False
        status = "converted" if converted else "failed"
        self.ledger.update(
            entry.seq, status=status, signature=content.signature, finished_at=entry.finished_at
        )
        self._settled(entry.seq, fresh=False)
        return True

    def _other_owner(self, seq: int, content: Content) -> int | None:
        """An input of an earlier run that held the same, and is still there: one that is gone was renamed."""
        kept = self.ledger.document(content.document_id)
        if kept is None or kept.owner == seq or kept.owner in self.work:
            return None
        if self.sources.is_gone(self.known[kept.owner].location):
            self.ledger.forget(kept.owner)
            return None
        return kept.owner

    # What became of it

    def finish(self, outcome: Outcome) -> None:
        """Write what became of a document that was read."""
        seq, result = outcome.key, outcome.result
        content = self.reading.pop(seq)
        before = self.known[seq]
        if outcome.trace:
            log.debug("%s: unexpected\n%s", before.file, outcome.trace)
        if isinstance(result, Converted):
            name = output_name(shown(self.work[seq].name), content.document_id)
            if result.json:
                self.store.write(f"json/{name}.json", result.json)
            else:
                self.written_elsewhere = True
            kept = Kept(content.document_id, seq, name, result.size, result.digest, result.rows)
            self.ledger.keep(
                seq,
                kept,
                result,
                **self.made_by,
                status="converted",
                signature=content.signature,
                code=None,
                message=None,
                page=None,
                pages=result.pages,
                schede=result.schede,
                diagnostics=result.diagnostics,
                finished_at=_now(),
            )
            self._release_copies(before, content.sha256)
            self._settled(seq)
        else:
            self._failed(seq, result, content)
        for follower, same in self.followers.pop(seq, ()):
            self._follow(follower, seq, same)
        began = time.monotonic()
        if began > self.next_checkpoint:
            self.store.checkpoint(self.ledger)
            ended = time.monotonic()
            self.next_checkpoint = ended + max(CHECKPOINT, CHECKPOINT_SHARE * (ended - began))

    def _failed(self, seq: int, error: SchedeError, content: Content | None) -> None:
        self.ledger.update(
            seq,
            **self.made_by,
            status="failed",
            sha256=content.sha256 if content else None,
            signature=content.signature if content else None,
            code=error.code,
            message=f"{error.message}. {error.remedy}".strip(),
            page=error.page,
            pages=None,
            schede=None,
            diagnostics=None,
            duplicate_of=None,
            finished_at=_now(),
        )
        self._settled(seq)

    def _follow(self, seq: int, first: int, content: Content) -> None:
        """The same content again: what became of it the first time holds for this input too."""
        model, before = self.ledger.entry(first), self.known[seq]
        told: dict[str, object] = {
            **self.made_by,
            "sha256": content.sha256,
            "signature": content.signature,
            "finished_at": _now(),
        }
        told |= {"code": model.code, "message": model.message, "page": model.page}
        told |= {"pages": None, "schede": None, "diagnostics": None}
        fresh = (before.status, before.sha256, before.duplicate_of) != ("duplicate", content.sha256, first)
        if model.status == "failed":
            self.ledger.update(seq, **told, status="failed", duplicate_of=None)
        else:
            self.ledger.duplicate(seq, first, **told)
            self._release_copies(before, content.sha256)
        self._settled(seq, fresh)

    def _release_copies(self, before: Entry, sha256: str) -> None:
        """Inputs that were copies of what this one was must be read on their own now, wherever they are."""
        if before.sha256 is None or before.sha256 == sha256:
            return
        for entry in self.ledger.entries("duplicate_of = ? and status = 'duplicate'", (before.seq,)):
            if entry.seq not in self.work:
                self.ledger.orphan(entry.seq)
                self.known[entry.seq] = self.ledger.entry(entry.seq)
                self.work[entry.seq] = self._again(entry)

    def _settled(self, seq: int, fresh: bool = True) -> None:
        self.done += 1
        self.unchanged += not fresh
        if self.watch:
            self.watch(Step(self.done, len(self.work), self._row(self.ledger.entry(seq)), fresh))

    # After the last

    def publish(self) -> None:
        """Bring the tables and the rows up to what the ledger says.

        Raises:
            OutputUnwritable: what others said they had written is not there; it is to be read again.
        """
        if self.written_elsewhere and (missing := self._let_go_of_missing()):
            raise OutputUnwritable(
                f"{missing} documents are not where they were written: is the output the same place for all?"
            )
        bring_up(self.store, self.ledger)

    def rows(self) -> Iterator[tuple[Entry, Result]]:
        """The row of each input that the ledger knows."""
        return ((entry, self._row(entry)) for entry in self.ledger.entries())

    def _row(self, entry: Entry) -> Result:
        return to_result(entry, self.known)
