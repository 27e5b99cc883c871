"""The record contract: what one PDF becomes.

Every record is frozen and strict: a member is of its type or the record is refused with
`pydantic.ValidationError`; nothing is coerced from printed text. Lists are tuples. Three repairs keep the
contract true whoever builds a record: text becomes Unicode NFC, half surrogates become U+FFFD, blank text of
a nullable member becomes None.

A number has at most `DECIMAL_PLACES` digits after the point and `DECIMAL_DIGITS` less those before it, so
that every destination can hold it; a year lies between 1 and 9999; a count fits 32 bits. What does not fit
is for the caller to report.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import BaseModel, Field

from extractor.records.base import (
    DECIMAL_DIGITS,
    DECIMAL_PLACES,
    INT32_MAX,
    SCHEMA_VERSION,
    BBox,
    Count,
    FileName,
    Leaf,
    Moment,
    Number,
    Page,
    Pointer,
    Printed,
    Record,
    Severity,
    Sha256,
    Text,
    Year,
    about,
    hundredths,
    put_together,
)

__all__ = [
    "DECIMAL_DIGITS",
    "DECIMAL_PLACES",
    "INT32_MAX",
    "SCHEMA_VERSION",
    "BBox",
    "Budget",
    "BudgetLine",
    "CodeName",
    "CodeTitle",
    "Correction",
    "Diagnostic",
    "Document",
    "Indicator",
    "Leaf",
    "MonitoringEntry",
    "Number",
    "Phase",
    "Place",
    "Pointer",
    "Printed",
    "Record",
    "Report",
    "Resources",
    "Scalar",
    "Scheda",
    "SecondReading",
    "Severity",
    "Sha256",
    "Source",
    "StaffMember",
    "Step",
    "Text",
    "Verdict",
    "leaves",
]

Scalar = str | int | None
"""A value as JSON writes it: a number with decimals is a string of its digits, a date a string in ISO form."""
Verdict = Literal["right", "corrected"]


class CodeTitle(Record):
    """A code and the title printed after it."""

    code: Annotated[Printed, about("Its code, as printed before the title.", example="1.2")] = None
    title: Annotated[Printed, about("Its title, without the code.", example="Curare le strade")] = None


class CodeName(Record):
    """A code and the name it stands for."""

    code: Annotated[
        Printed, about("Its code by the official list; null where it is not there.", example="10")
    ] = None
    name: Annotated[Printed, about("Its name, as printed.", example="Trasporti e diritto alla mobilità")] = (
        None
    )


class Step(Record):
    """One numbered step of a phase."""

    number: Annotated[Count, about("Number of the step, as printed.", "FASE", 1)]
    text: Annotated[Text, about("What the step does.", example="Rilievo delle buche")]


class Phase(Record):
    """One activity of the objective: a row of the table of phases."""

    activity_code: Annotated[Printed, about("Code of the activity.", "Codice", "Ob_Obiet070301")] = None
    description: Annotated[Printed, about("What the activity is.", "Fasi", "FASE 1: Rilievo delle buche")] = (
        None
    )
    steps: Annotated[tuple[Step, ...], about("The numbered steps, in printed order.", "FASE")] = ()
    planned_start: Annotated[date | None, about("Planned first day.", "Data Inizio Prev.", "2019-01-01")] = (
        None
    )
    planned_end: Annotated[date | None, about("Planned last day.", "Data Fine Prev.", "2019-12-31")] = None
    actual_start: Annotated[date | None, about("Actual first day.", "Data Inizio Effet.", "2019-02-01")] = (
        None
    )
    actual_end: Annotated[date | None, about("Actual last day.", "Data Fine Effet.", "2019-11-30")] = None


class Indicator(Record):
    """One performance indicator of an activity."""

    activity_code: Annotated[Printed, about("Code of the activity.", "Codice Attività", "Ob_Obiet070301")] = (
        None
    )
    phases_text: Annotated[Printed, about("The phases measured, as printed.", "Fasi", "FASE 1: Rilievo")] = (
        None
    )
    name: Annotated[Printed, about("What is measured.", "Indicatore", "Buche chiuse")] = None
    year: Annotated[Year | None, about("Year of the measurement.", "Anno", 2019)] = None
    target: Annotated[Number | None, about("Value aimed at.", "Valore Target", "120.00")] = None
    first_reading: Annotated[
        Number | None, about("Value at the first reading.", "1° Rilevazione", "58.00")
    ] = None
    achieved: Annotated[Number | None, about("Value reached.", "Valore Raggiunto", "131.00")] = None
    achieved_pct: Annotated[
        Number | None, about("Value reached, as per cent.", "% Ragg.", "109.17", unit="per cent")
    ] = None


class StaffMember(Record):
    """One person assigned to the objective."""

    category: Annotated[Printed, about("Contract category of the person.", "Categoria", "Categoria C")] = None
    employee_id: Annotated[Printed, about("Number of the employee.", "Matricola", "812")] = None
    name: Annotated[Printed, about("Name, without the number.", "Cognome Nome", "PIOPPI NERINA")] = None


class Resources(Record):
    """What the objective has at hand besides people and money."""

    spaces: Annotated[Printed, about("Rooms at hand.", "Spazi a disposizione", "Due uffici")] = None
    it_equipment: Annotated[
        Printed, about("Computers and programs.", "Dotazione informatica", "Un portatile")
    ] = None
    other: Annotated[Printed, about("Anything else.", "Altro", "Un furgone")] = None


class BudgetLine(Record):
    """One chapter of the budget of the objective."""

    chapter: Annotated[Printed, about("Chapter of the municipal budget.", "Capitolo", "10051009")] = None
    description: Annotated[Printed, about("What the chapter is for.", "Descrizione", "Spese per strade")] = (
        None
    )
    amount: Annotated[Number | None, about("Amount in euro.", "Importo", "60000.00", unit="euro")] = None


BudgetLines = tuple[BudgetLine, ...]


class Budget(Record):
    """The money of the objective, in four sections."""

    planned_revenue: Annotated[BudgetLines, about("Revenue as planned.", "Entrate Previste")] = ()
    actual_revenue: Annotated[BudgetLines, about("Revenue as achieved.", "Entrate Effettive")] = ()
    planned_expenditure: Annotated[BudgetLines, about("Expenditure as planned.", "Spese Previste")] = ()
    actual_expenditure: Annotated[BudgetLines, about("Expenditure as made.", "Spese Effettive")] = ()


class MonitoringEntry(Record):
    """What was observed about one activity."""

    activity_code: Annotated[Printed, about("Code of the activity.", "Codice", "Ob_Obiet070301")] = None
    phases_text: Annotated[Printed, about("The phases observed, as printed.", "Fase", "FASE 1: Rilievo")] = (
        None
    )
    text: Annotated[Printed, about("What was observed.", "Monitoraggio", "Rilievo concluso a marzo.")] = None


class Scheda(Record):
    """One objective."""

    objective_code: Annotated[
        Printed,
        about("Code of the objective: its activity codes' digits without the last two.", example="0703"),
    ] = None
    strategic_line: Annotated[CodeTitle | None, about("The strategic line.", "LINEA STRATEGICA:")] = None
    strategic_action: Annotated[CodeTitle | None, about("The strategic action.", "AZIONE STRATEGICA:")] = None
    mission: Annotated[
        CodeName | None, about("The mission of the official budget list.", "Missione D.Lgs 118/2011.:")
    ] = None
    programme: Annotated[
        CodeName | None, about("The programme within its mission.", "Programma D.Lgs 118/2011.:")
    ] = None
    objective: Annotated[
        Printed, about("The objective in one line.", "OBIETTIVO OPERATIVO:", "STRADE SICURE")
    ] = None
    cost_centre: Annotated[CodeName | None, about("The cost centre.", "CdC Associato:")] = None
    manager: Annotated[Printed, about("Who answers for the objective.", "RESPONSABILE:", "PIOPPI NERINA")] = (
        None
    )
    dup_guideline: Annotated[
        Printed,
        about(
            "The guideline of the planning document it follows.",
            "Indirizzi del Documento Unico di Programmazione",
            "Una città da percorrere in sicurezza.",
        ),
    ] = None
    definition: Annotated[
        Printed,
        about(
            "What the objective is, without the expected result.",
            "Definizione dell'Obiettivo Operativo",
            "Si rilevano e si chiudono le buche.",
        ),
    ] = None
    expected_result: Annotated[
        Printed, about("What it is to bring: one paragraph.", "RISULTATO ATTESO:", "Nessuna buca aperta.")
    ] = None
    planned_start: Annotated[date | None, about("Planned first day.", "Data Inizio Prev.:", "2019-01-01")] = (
        None
    )
    planned_end: Annotated[date | None, about("Planned last day.", "Data Fine Prev.:", "2019-12-31")] = None
    actual_start: Annotated[date | None, about("Actual first day.", "Data Inizio Eff.:", "2019-02-01")] = None
    actual_end: Annotated[date | None, about("Actual last day.", "Data Fine Eff.:", "2019-11-30")] = None
    condition: Annotated[Printed, about("State of the objective.", "CONDIZIONE:", "IN CORSO")] = None
    phases: Annotated[tuple[Phase, ...], about("The activities.", "DESCRIZIONE FASI")] = ()
    indicators: Annotated[tuple[Indicator, ...], about("The indicators.", "INDICATORI DI PERFORMANCE")] = ()
    staff: Annotated[tuple[StaffMember, ...], about("The people.", "Budget risorse umane")] = ()
    resources: Annotated[Resources, about("Things at hand.", "Budget risorse strumentali")] = Resources()
    budget: Annotated[Budget, about("The money.", "Budget risorse finanziarie")] = Budget()
    monitoring: Annotated[tuple[MonitoringEntry, ...], about("What was observed.", "Monitoraggio")] = ()
    notes: Annotated[Printed, about("Notes.", "NOTE", "Il dato è provvisorio.")] = None


class Report(Record):
    """One area of the municipality: what one cover page opens."""

    entity: Annotated[Printed, about("The municipality, as printed.", example="Comune di Valdirovo")] = None
    title: Annotated[Printed, about("Title of the report.", example="PIANO DEGLI OBIETTIVI")] = None
    kind: Annotated[
        Printed, about("Kind of report: what stands before the year.", example="Rendicontazione")
    ] = None
    year: Annotated[Year | None, about("Year reported on.", "anno", 2019)] = None
    area: Annotated[
        Printed, about("Area, as printed in quotation marks.", example="Area Lavori Pubblici")
    ] = None
    manager: Annotated[Printed, about("Who answers for the area.", "Responsabile:", "Nerina PIOPPI")] = None
    schede: Annotated[tuple[Scheda, ...], about("The objectives, in document order.")] = ()


class Correction(Record):
    """What a person said of a value: that it is right, or that another one is."""

    verdict: Annotated[
        Verdict, about("`right`: read rightly; `corrected`: a person gave the value.", example="corrected")
    ]
    by: Annotated[Printed, about("Who said so, as they call themselves.", example="Ufficio controllo")] = None
    at: Annotated[Moment, about("When they said so.", example="2021-03-09T10:15:00Z")]
    read: Annotated[
        Scalar, about("The value that the program had read, as it stood in the record.", example="12.00")
    ] = None


_PLACED = {"page", "bbox"}


class Place(Record):
    """A box on a page; build it with `Place.at`, which rounds."""

    page: Annotated[Page, about("Page of the PDF, counted from 1.", example=3)]
    bbox: Annotated[BBox, about("x0, top, x1, bottom in points from the top left corner of the page.")]
    correction: Annotated[
        Correction | None,
        about("What a person said of the value; absent where nobody did."),
        Field(exclude_if=lambda correction: correction is None),
    ] = None

    @classmethod
    def at(cls, page: int, x0: float, top: float, x1: float, bottom: float) -> Self:
        """Place a box of finite coordinates, rounded to a hundredth of a point."""
        bbox = (hundredths(x0), hundredths(top), hundredths(x1), hundredths(bottom))
        return put_together(cls, {"page": page, "bbox": bbox, "correction": None}, _PLACED)


class Diagnostic(Record):
    """A finding about the document or one of its values."""

    code: Annotated[Text, about("Stable name of the kind of finding.", example="date_impossible")]
    severity: Annotated[Severity, about("How much it matters.", example="warning")]
    message: Annotated[Text, about("The finding in a sentence.", example="31-02-2019 is no date")]
    path: Annotated[
        Pointer | None,
        about("What it is about, as a JSON pointer.", example="/reports/0/schede/3/planned_end"),
    ] = None
    page: Annotated[Page | None, about("Page of the PDF, counted from 1.", example=3)] = None
    bbox: Annotated[
        BBox | None, about("Where on the page: x0, top, x1, bottom in points from the top left.")
    ] = None


class SecondReading(Record):
    """What was read twice, and by which engines."""

    mode: Annotated[Literal["none", "doubtful", "all"], about("What was to be read twice.")]
    engines: Annotated[tuple[Text, ...], about("Engines that read again.")] = ()
    schede: Annotated[tuple[Pointer, ...], about("Schede read twice, as JSON pointers.")] = ()


class Source(Record):
    """The file that was read, and by which template."""

    file: Annotated[FileName, about("Name of the file.", example="valdirovo-2019.pdf")]
    sha256: Annotated[Sha256, about("SHA-256 of its bytes, in hexadecimal.", example="0f" * 32)]
    pages: Annotated[Count, about("Number of its pages.", example=51)]
    producer: Annotated[Printed, about("Program that made the PDF.", example="JasperReports 6.4")] = None
    template: Annotated[Printed, about("Template it was read with.", example="default")] = None
    second_reading: Annotated[SecondReading | None, about("What was read twice; null where nothing was.")] = (
        None
    )


class Document(Record):
    """Everything one PDF says, and where it says it."""

    schema_version: Annotated[Literal["1.0"], about("Version of this contract.")] = SCHEMA_VERSION
    source: Annotated[Source, about("The file that was read.")]
    reports: Annotated[tuple[Report, ...], about("One for each cover page.")] = ()
    diagnostics: Annotated[tuple[Diagnostic, ...], about("What was found amiss.")] = ()
    provenance: Annotated[
        dict[Pointer, tuple[Place, ...]], about("Where each value stands: JSON pointer to boxes.")
    ] = Field(default_factory=dict)

    @property
    def document_id(self) -> str:
        """The first 16 hexadecimal digits of the file's SHA-256."""
        return self.source.sha256[:16]

    def report_id(self, ordinal: int) -> str:
        """Name the report at a position: `document_id.ordinal`, from 0."""
        return f"{self.document_id}.{ordinal}"

    def scheda_ids(self, ordinal: int) -> tuple[str, ...]:
        """Name the schede of the report at a position, in order: `report_id.objective_code`.

        No code reads `_`; a code met again in the report gets `~2`, `~3` and so on, so that ids never repeat.
        """
        met: Counter[str] = Counter()
        names: dict[str, None] = {}
        for scheda in self.reports[ordinal].schede:
            code = name = scheda.objective_code or "_"
            while name in names:
                met[code] += 1
                name = f"{code}~{met[code] + 1}"
            names[name] = None
        return tuple(f"{self.report_id(ordinal)}.{name}" for name in names)


def leaves(document: Document) -> Iterator[tuple[str, Leaf]]:
    """Yield JSON pointer and value of every leaf below `/reports` that is not null, in document order."""
    for ordinal, report in enumerate(document.reports):
        yield from _leaves(report, f"/reports/{ordinal}")


def _leaves(value: object, path: str) -> Iterator[tuple[str, Leaf]]:
    if isinstance(value, BaseModel):
        for name, member in value:
            yield from _leaves(member, f"{path}/{name}")
    elif isinstance(value, tuple):
        for ordinal, member in enumerate(value):
            yield from _leaves(member, f"{path}/{ordinal}")
    elif isinstance(value, str | int | Decimal | date):
        yield path, value
