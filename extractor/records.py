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

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from math import floor
from typing import Annotated, Any, Literal, Self
from unicodedata import normalize

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    ValidationInfo,
    WithJsonSchema,
)

SCHEMA_VERSION: Literal["1.0"] = "1.0"
DECIMAL_DIGITS = 20
DECIMAL_PLACES = 4
INT32_MAX = 2**31 - 1
_PLAIN_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_POINTER = r"^(/[a-z0-9_]+)*$"


def _clean(text: str) -> str:
    """Return Unicode NFC; two half surrogates that make a pair are joined, a lone one becomes U+FFFD."""
    if text.isascii():
        return text
    halves_joined = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return normalize("NFC", halves_joined)


def _printed(text: str | None) -> str | None:
    return None if text is None or not text or text.isspace() else _clean(text)


def _readable_name(name: str) -> str:
    """Escape what is no character in a file name (`\\udce8`); it is not normalised, or it would not open."""
    return name.encode("utf-8", "backslashreplace").decode("utf-8")


def _number(value: object, info: ValidationInfo) -> object:
    """Read a number of JSON: plain digits in a string. Python code hands over a Decimal, never text."""
    if info.mode != "json":
        return value
    if isinstance(value, str) and _PLAIN_NUMBER.fullmatch(value):
        return Decimal(value)
    raise ValueError("a number is a string of plain digits")


def _digits(value: Decimal) -> str:
    return format(value, "f")


def _hundredths(value: float) -> float:
    # A third of the time of `round`, thousands of times a document; and it leaves no negative zero.
    return floor(value * 100 + 0.5) / 100


def _about(description: str, label: str | None = None, example: str | int | None = None) -> Any:
    """Describe a member to the published schema: a sentence, its printed label, a made-up example."""
    extra: dict[str, Any] = {} if label is None else {"label": label}
    examples = None if example is None else [example]
    return Field(description=description, examples=examples, json_schema_extra=extra or None)


Leaf = str | int | Decimal | date
Text = Annotated[str, AfterValidator(_clean)]
Printed = Annotated[str | None, AfterValidator(_printed)]
Year = Annotated[int, Field(ge=1, le=9999)]
Count = Annotated[int, Field(ge=0, le=INT32_MAX)]
Page = Annotated[int, Field(ge=1, le=INT32_MAX)]
FileName = Annotated[str, AfterValidator(_readable_name)]
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Pointer = Annotated[str, Field(pattern=_POINTER)]
BBox = tuple[float, float, float, float]
Severity = Literal["info", "warning", "error"]
Number = Annotated[
    Decimal,
    Field(max_digits=DECIMAL_DIGITS, decimal_places=DECIMAL_PLACES),
    BeforeValidator(_number),
    PlainSerializer(_digits, return_type=str, when_used="json"),
    WithJsonSchema({"type": "string", "pattern": r"^-?[0-9]{1,16}(\.[0-9]{1,4})?$"}),
]


class Record(BaseModel):
    """What all records share: frozen, strict, closed."""

    model_config = ConfigDict(
        frozen=True,
        strict=True,
        extra="forbid",
        allow_inf_nan=False,
        json_schema_serialization_defaults_required=True,
    )


class CodeTitle(Record):
    """A code and the title printed after it."""

    code: Annotated[Printed, _about("Its code, as printed before the title.", example="1.2")] = None
    title: Annotated[Printed, _about("Its title, without the code.", example="Curare le strade")] = None


class CodeName(Record):
    """A code and the name it stands for."""

    code: Annotated[Printed, _about("Its code; null where the name is on no list.", example="10")] = None
    name: Annotated[Printed, _about("Its name, as printed.", example="Trasporti e diritto alla mobilità")] = (
        None
    )


class Step(Record):
    """One numbered step of a phase."""

    number: Annotated[Count, _about("Number of the step, as printed.", "FASE", 1)]
    text: Annotated[Text, _about("What the step does.", example="Rilievo delle buche")]


class Phase(Record):
    """One activity of the objective: a row of the table of phases."""

    activity_code: Annotated[Printed, _about("Code of the activity.", "Codice", "Ob_Obiet070301")] = None
    description: Annotated[
        Printed, _about("What the activity is.", "Fasi", "FASE 1: Rilievo delle buche")
    ] = None
    steps: Annotated[tuple[Step, ...], _about("The numbered steps, in printed order.", "FASE")] = ()
    planned_start: Annotated[date | None, _about("Planned first day.", "Data Inizio Prev.", "2019-01-01")] = (
        None
    )
    planned_end: Annotated[date | None, _about("Planned last day.", "Data Fine Prev.", "2019-12-31")] = None
    actual_start: Annotated[date | None, _about("Actual first day.", "Data Inizio Effet.", "2019-02-01")] = (
        None
    )
    actual_end: Annotated[date | None, _about("Actual last day.", "Data Fine Effet.", "2019-11-30")] = None


class Indicator(Record):
    """One performance indicator of an activity."""

    activity_code: Annotated[
        Printed, _about("Code of the activity.", "Codice Attività", "Ob_Obiet070301")
    ] = None
    phases_text: Annotated[Printed, _about("The phases measured, as printed.", "Fasi", "FASE 1: Rilievo")] = (
        None
    )
    name: Annotated[Printed, _about("What is measured.", "Indicatore", "Buche chiuse")] = None
    year: Annotated[Year | None, _about("Year of the measurement.", "Anno", 2019)] = None
    target: Annotated[Number | None, _about("Value aimed at.", "Valore Target", "120.00")] = None
    first_reading: Annotated[
        Number | None, _about("Value at the first reading.", "1° Rilevazione", "58.00")
    ] = None
    achieved: Annotated[Number | None, _about("Value reached.", "Valore Raggiunto", "131.00")] = None
    achieved_pct: Annotated[Number | None, _about("Value reached, as per cent.", "% Ragg.", "109.17")] = None


class StaffMember(Record):
    """One person assigned to the objective."""

    category: Annotated[Printed, _about("Contract category of the person.", "Categoria", "Categoria C")] = (
        None
    )
    employee_id: Annotated[Printed, _about("Number of the employee.", "Matricola", "812")] = None
    name: Annotated[Printed, _about("Name, without the number.", "Cognome Nome", "PIOPPI NERINA")] = None


class Resources(Record):
    """What the objective has at hand besides people and money."""

    spaces: Annotated[Printed, _about("Rooms at hand.", "Spazi a disposizione", "Due uffici")] = None
    it_equipment: Annotated[
        Printed, _about("Computers and programs.", "Dotazione informatica", "Un portatile")
    ] = None
    other: Annotated[Printed, _about("Anything else.", "Altro", "Un furgone")] = None


class BudgetLine(Record):
    """One chapter of the budget of the objective."""

    chapter: Annotated[Printed, _about("Chapter of the municipal budget.", "Capitolo", "10051009")] = None
    description: Annotated[Printed, _about("What the chapter is for.", "Descrizione", "Spese per strade")] = (
        None
    )
    amount: Annotated[Number | None, _about("Amount in euro.", "Importo", "60000.00")] = None


BudgetLines = tuple[BudgetLine, ...]


class Budget(Record):
    """The money of the objective, in four sections."""

    planned_revenue: Annotated[BudgetLines, _about("Revenue as planned.", "Entrate Previste")] = ()
    actual_revenue: Annotated[BudgetLines, _about("Revenue as achieved.", "Entrate Effettive")] = ()
    planned_expenditure: Annotated[BudgetLines, _about("Expenditure as planned.", "Spese Previste")] = ()
    actual_expenditure: Annotated[BudgetLines, _about("Expenditure as made.", "Spese Effettive")] = ()


class MonitoringEntry(Record):
    """What was observed about one activity."""

    activity_code: Annotated[Printed, _about("Code of the activity.", "Codice", "Ob_Obiet070301")] = None
    phases_text: Annotated[Printed, _about("The phases observed, as printed.", "Fase", "FASE 1: Rilievo")] = (
        None
    )
    text: Annotated[Printed, _about("What was observed.", "Monitoraggio", "Rilievo concluso a marzo.")] = None


class Scheda(Record):
    """One objective."""

    objective_code: Annotated[
        Printed, _about("Code of the objective: the digits its activity codes share.", example="0703")
    ] = None
    strategic_line: Annotated[CodeTitle | None, _about("The strategic line.", "LINEA STRATEGICA:")] = None
    strategic_action: Annotated[CodeTitle | None, _about("The strategic action.", "AZIONE STRATEGICA:")] = (
        None
    )
    mission: Annotated[
        CodeName | None, _about("The mission of the official budget list.", "Missione D.Lgs 118/2011.:")
    ] = None
    programme: Annotated[
        CodeName | None, _about("The programme within its mission.", "Programma D.Lgs 118/2011.:")
    ] = None
    objective: Annotated[
        Printed, _about("The objective in one line.", "OBIETTIVO OPERATIVO:", "STRADE SICURE")
    ] = None
    cost_centre: Annotated[CodeName | None, _about("The cost centre.", "CdC Associato:")] = None
    manager: Annotated[
        Printed, _about("Who answers for the objective.", "RESPONSABILE:", "PIOPPI NERINA")
    ] = None
    dup_guideline: Annotated[
        Printed,
        _about(
            "The guideline of the planning document it follows.",
            "Indirizzi del Documento Unico di Programmazione",
            "Una città da percorrere in sicurezza.",
        ),
    ] = None
    definition: Annotated[
        Printed,
        _about(
            "What the objective is, without the expected result.",
            "Definizione dell'Obiettivo Operativo",
            "Si rilevano e si chiudono le buche.",
        ),
    ] = None
    expected_result: Annotated[
        Printed, _about("The result it is to bring.", "RISULTATO ATTESO:", "Nessuna buca aperta.")
    ] = None
    planned_start: Annotated[
        date | None, _about("Planned first day.", "Data Inizio Prev.:", "2019-01-01")
    ] = None
    planned_end: Annotated[date | None, _about("Planned last day.", "Data Fine Prev.:", "2019-12-31")] = None
    actual_start: Annotated[date | None, _about("Actual first day.", "Data Inizio Eff.:", "2019-02-01")] = (
        None
    )
    actual_end: Annotated[date | None, _about("Actual last day.", "Data Fine Eff.:", "2019-11-30")] = None
    condition: Annotated[Printed, _about("State of the objective.", "CONDIZIONE:", "IN CORSO")] = None
    phases: Annotated[tuple[Phase, ...], _about("The activities.", "DESCRIZIONE FASI")] = ()
    indicators: Annotated[tuple[Indicator, ...], _about("The indicators.", "INDICATORI DI PERFORMANCE")] = ()
    staff: Annotated[tuple[StaffMember, ...], _about("The people.", "Budget risorse umane")] = ()
    resources: Annotated[Resources, _about("Things at hand.", "Budget risorse strumentali")] = Resources()
    budget: Annotated[Budget, _about("The money.", "Budget risorse finanziarie")] = Budget()
    monitoring: Annotated[tuple[MonitoringEntry, ...], _about("What was observed.", "Monitoraggio")] = ()
    notes: Annotated[Printed, _about("Notes.", "NOTE", "Il dato è provvisorio.")] = None


class Report(Record):
    """One area of the municipality: what one cover page opens."""

    entity: Annotated[Printed, _about("The municipality, as printed.", example="Comune di Valdirovo")] = None
    title: Annotated[Printed, _about("Title of the report.", example="PIANO DEGLI OBIETTIVI")] = None
    kind: Annotated[
        Printed, _about("Kind of report: what stands before the year.", example="Rendicontazione")
    ] = None
    year: Annotated[Year | None, _about("Year reported on.", "anno", 2019)] = None
    area: Annotated[Printed, _about("Area of the municipality.", example="Area Lavori Pubblici")] = None
    manager: Annotated[Printed, _about("Who answers for the area.", "Responsabile:", "Nerina PIOPPI")] = None
    schede: Annotated[tuple[Scheda, ...], _about("The objectives, in document order.")] = ()


class Place(Record):
    """A box on a page; build it with `Place.at`, which rounds."""

    page: Annotated[Page, _about("Page of the PDF, counted from 1.", example=3)]
    bbox: Annotated[BBox, _about("x0, top, x1, bottom in points from the top left corner of the page.")]

    @classmethod
    def at(cls, page: int, x0: float, top: float, x1: float, bottom: float) -> Self:
        """Place a box of finite coordinates, rounded to a hundredth of a point."""
        return cls(page=page, bbox=(_hundredths(x0), _hundredths(top), _hundredths(x1), _hundredths(bottom)))


class Diagnostic(Record):
    """A finding about the document or one of its values."""

    code: Annotated[Text, _about("Stable name of the kind of finding.", example="date-impossible")]
    severity: Annotated[Severity, _about("How much it matters.", example="warning")]
    message: Annotated[Text, _about("The finding in a sentence.", example="31-02-2019 is no date")]
    path: Annotated[
        Pointer | None,
        _about("What it is about, as a JSON pointer.", example="/reports/0/schede/3/planned_end"),
    ] = None
    page: Annotated[Page | None, _about("Page of the PDF, counted from 1.", example=3)] = None
    bbox: Annotated[
        BBox | None, _about("Where on the page: x0, top, x1, bottom in points from the top left.")
    ] = None


class SecondReading(Record):
    """What was read twice, and by which engines."""

    mode: Annotated[Literal["none", "doubtful", "all"], _about("What was to be read twice.")]
    engines: Annotated[tuple[Text, ...], _about("Engines of the second reading.", example="pdfplumber")] = ()
    schede: Annotated[
        tuple[Pointer, ...], _about("Schede read twice, as JSON pointers.", example="/reports/0/schede/3")
    ] = ()


class Source(Record):
    """The file that was read, and by which template."""

    file: Annotated[FileName, _about("Name of the file.", example="valdirovo-2019.pdf")]
    sha256: Annotated[Sha256, _about("SHA-256 of its bytes, in hexadecimal.", example="0f" * 32)]
    pages: Annotated[Count, _about("Number of its pages.", example=51)]
    producer: Annotated[Printed, _about("Program that made the PDF.", example="JasperReports 6.4")] = None
    template: Annotated[Printed, _about("Template it was read with.", example="default")] = None
    second_reading: Annotated[
        SecondReading | None, _about("What was read twice; null where nobody asked.")
    ] = None


class Document(Record):
    """Everything one PDF says, and where it says it."""

    schema_version: Annotated[Literal["1.0"], _about("Version of this contract.")] = SCHEMA_VERSION
    source: Annotated[Source, _about("The file that was read.")]
    reports: Annotated[tuple[Report, ...], _about("One for each cover page.")] = ()
    diagnostics: Annotated[tuple[Diagnostic, ...], _about("What was found amiss.")] = ()
    provenance: Annotated[
        dict[Pointer, tuple[Place, ...]], _about("Where each value stands: JSON pointer to boxes.")
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
