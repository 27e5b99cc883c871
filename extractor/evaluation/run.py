"""Read every PDF whose truth is known and compare."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from extractor.errors import SchedeError, UsageError
from extractor.evaluation.fields import TABLES, field_names
from extractor.evaluation.gold import Case, cases
from extractor.evaluation.outcomes import Comparison, Outcome, Status, all_lost, compare, wrong
from extractor.evaluation.tallies import Tally, tally
from extractor.evaluation.vouched import Vouched, holds_corrections, vouched
from extractor.verify import Mode


@dataclass(frozen=True, slots=True)
class FileEvaluation:
    """One PDF."""

    file: str
    pages: int | None
    """None where the file failed."""
    error: str | None
    """The code of the error that it failed with."""
    comparison: Comparison

    @property
    def total(self) -> Tally:
        """Its values."""
        return tally(self.comparison.outcomes)


@dataclass(frozen=True, slots=True)
class SchedeCount:
    """Whole schede."""

    printed: int
    right: int
    """With every value right and none too many."""
    missing: int
    invented: int
    false_warnings: int
    """Findings of severity warning or error on schede that are wholly right."""
    false_notes: int
    """Those of severity info."""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What was read of a set of PDFs beside what is printed in them."""

    files: tuple[FileEvaluation, ...]

    @property
    def outcomes(self) -> list[Outcome]:
        """Every value of every file."""
        return [one for file in self.files for one in file.comparison.outcomes]

    @property
    def total(self) -> Tally:
        """All values."""
        return tally(self.outcomes)

    @property
    def tables(self) -> dict[str, Tally]:
        """The values of each table."""
        found = {name: Tally() for name in TABLES.values()}
        for outcome in self.outcomes:
            found[outcome.table].add(outcome)
        return found

    @property
    def fields(self) -> dict[str, dict[str, Tally]]:
        """The values of each field of each table, in the order of the records; only those that occur."""
        found = {table: {name: Tally() for name in field_names(kind)} for kind, table in TABLES.items()}
        for outcome in self.outcomes:
            found[outcome.table][outcome.field].add(outcome)
        return {
            table: {name: one for name, one in fields.items() if one.fields}
            for table, fields in found.items()
        }

    @property
    def rows(self) -> dict[str, dict[Status, int]]:
        """Of each table, rows with a partner (`right`), lost rows and rows too many."""
        return {
            table: {
                status: sum(file.comparison.rows.get(table, {}).get(status, 0) for file in self.files)
                for status in (Status.RIGHT, Status.MISSING, Status.INVENTED)
            }
            for table in TABLES.values()
        }

    @property
    def schede(self) -> SchedeCount:
        """How many schede are wholly right, and how often a right one was warned about."""
        found = [one for file in self.files for one in file.comparison.schede]
        right = [one for one in found if one.status is Status.RIGHT]
        invented = sum(one.status is Status.INVENTED for one in found)
        return SchedeCount(
            printed=len(found) - invented,
            right=len(right),
            missing=sum(one.status is Status.MISSING for one in found),
            invented=invented,
            false_warnings=sum(one.warnings for one in right),
            false_notes=sum(one.notes for one in right),
        )

    @property
    def differences(self) -> list[tuple[str, Outcome]]:
        """Every value that is not right, with its file; those said by nobody first."""
        found = [(file.file, one) for file in self.files for one in wrong(file.comparison.outcomes)]
        order = {"silent": 0, "noted": 1, "flagged": 2}
        return sorted(found, key=lambda pair: order[pair[1].said or "silent"])


def evaluate(
    gold_dir: str | Path,
    *,
    password: str | None = None,
    reader: str = "pdfium",
    template: Path | None = None,
    verify: Mode = "doubtful",
) -> Evaluation:
    """Read the PDFs of a folder and compare each with its truth.

    Args:
        gold_dir: a folder with `NAME.pdf` and, beside it, `NAME.gold.json`; or a converted folder with corrections, of
            which the values that people gave or called right are compared, and no others.
        password: of encrypted files.
        reader: `pdfium` or `pdfplumber`.
        template: a template file; by default the one that comes with the program.
        verify: what a second engine reads again: `doubtful` schede, `all`, or `none`.

    Raises:
        UsageError: there is no truth in the folder, or it cannot be used.
    """
    folder = Path(gold_dir)
    if not folder.is_dir():
        raise UsageError(f"{folder} is no folder")
    known: Iterable[Case | Vouched] = vouched(folder) if holds_corrections(folder) else cases(folder)
    found = tuple(
        _evaluate(case, password=password, reader=reader, template=template, verify=verify) for case in known
    )
    if not found:
        raise UsageError(f"of no document that was corrected in {folder} the PDF is where it was read")
    return Evaluation(found)


def _evaluate(
    case: Case | Vouched, *, password: str | None, reader: str, template: Path | None, verify: Mode
) -> FileEvaluation:
    from extractor.api import extract_bytes

    data = case.pdf.read_bytes() if isinstance(case, Case) else case.data
    try:
        document = extract_bytes(
            data, case.name, password=password, reader=reader, template=template, verify=verify
        )
    except UsageError:
        raise
    except SchedeError as error:
        lost = all_lost(case.truth if isinstance(case, Case) else (), error.code)
        return FileEvaluation(case.name, None, error.code, lost)
    found = compare(case.truth, document) if isinstance(case, Case) else case.compare(document)
    return FileEvaluation(case.name, document.source.pages, None, found)
