"""Is everything that the pages show in the values, and nothing else?"""

from __future__ import annotations

from collections.abc import Iterator

from extractor.checks.model import WHOLE_PAGE, Finding, Objective, Subject, check, section_path
from extractor.normalise.reason import quote
from extractor.records import Place, Resources, Scheda


def _on_page(subject: Subject, page: int) -> tuple[Place, ...]:
    """The box of what is printed on a page beside running heads and feet."""
    account = subject.evidence.accounts.get(page)
    if account is None or account.box is None:
        return (Place(page=page, bbox=WHOLE_PAGE),)
    return (Place.at(page, *account.box),)


@check("number_not_in_text", "warning", settled=False)
def number_not_in_text(subject: Subject) -> Iterator[Finding]:
    """A number in a page's words is in the page's text as the PDF engine gives it whole."""
    for page, odd in subject.evidence.odd.items():
        for word in odd.words:
            place = Place.at(page, *word.box)
            for path in _paths_at(subject, place) or [""]:
                message = f"'{word.text}' was read here, and the page's text has no such number."
                yield Finding(path, message, None, (place,))


def _paths_at(subject: Subject, place: Place) -> list[str]:
    """The values in one of whose boxes the middle of a place lies."""
    x, y = (place.bbox[0] + place.bbox[2]) / 2, (place.bbox[1] + place.bbox[3]) / 2
    return [
        path
        for path, places in subject.document.provenance.items()
        for x0, top, x1, bottom in (other.bbox for other in places if other.page == place.page)
        if x0 <= x <= x1 and top <= y <= bottom
    ]


@check("number_lost", "warning", settled=False)
def number_lost(subject: Subject) -> Iterator[Finding]:
    """A number in a page's text is in one of its words."""
    for page, odd in subject.evidence.odd.items():
        if odd.lost:
            yield Finding(
                "",
                f"The page's text has {quote(', '.join(odd.lost))}, and no word that was read.",
                None,
                _on_page(subject, page),
            )


def _front_matter(subject: Subject) -> set[int]:
    """The pages where letters and contents stand: before the first cover, and from each cover to its first scheda."""
    front: set[int] = set()
    for number, report in enumerate(subject.document.reports):
        schede = [
            one.evidence.pages for one in subject.objectives if one.report is report and one.evidence.pages
        ]
        covers = [
            place.page
            for name in ("entity", "title", "kind", "year")
            for place in subject.document.provenance.get(f"/reports/{number}/{name}", ())
        ]
        if schede and covers:
            front.update(range(min(covers) if number else 1, min(min(pages) for pages in schede)))
    return front


@check("page_without_values", "warning", settled=False)
def page_without_values(subject: Subject) -> Iterator[Finding]:
    """Every page with words on it gives a value or a label, but those before a first scheda and below a last text."""
    front = _front_matter(subject).union(*(one.evidence.closing for one in subject.objectives))
    for number, account in subject.evidence.accounts.items():
        if account.unused and not account.values and not account.labels and number not in front:
            yield Finding(
                "",
                f"None of the {account.unused} words of this page is in a value.",
                None,
                _on_page(subject, number),
            )


@check("text_at_page_foot", "warning", settled=False)
def text_at_page_foot(subject: Subject) -> Iterator[Finding]:
    """Text ends before the paper does: what runs to its foot may go on where nobody sees it."""
    cut = {number: account for number, account in subject.evidence.accounts.items() if account.cut}
    for objective in subject.objectives:
        for number in sorted(objective.evidence.pages & cut.keys()):
            tables = [
                table.path
                for table in objective.evidence.tables
                if number in {page for page, _ in table.areas}
            ]
            yield Finding(
                tables[-1] if tables else objective.path,
                "Text reaches the foot of this page: rows or lines may be missing.",
                None,
                _on_page(subject, number),
            )


@check("page_without_text", "warning", settled=False)
def page_without_text(subject: Subject) -> Iterator[Finding]:
    """Every page of a report has text: what an image shows is not read, be it the end of a scheda or its beginning."""
    for number in subject.evidence.pictures:
        for path in _hidden(subject, number) or [""]:
            yield Finding(
                path,
                f"Page {number} has images and no text: what it shows is not read.",
                None,
                _on_page(subject, number),
            )


def _hidden(subject: Subject, page: int) -> list[str]:
    """The paths of what a page may show.

    That is of the scheda before it what ends there, what follows it, and what the scheda has not, as others have; and
    what the next scheda has not, where its header block may be on the page.
    """
    filled = {part for one in subject.objectives for part in _parts(one.scheda)}
    before = [one for one in subject.objectives if min(one.evidence.pages, default=page) < page][-1:]
    after = [one for one in subject.objectives if min(one.evidence.pages, default=page) > page][:1]
    paths: list[str] = []
    for objective in [*before, *after]:
        had, places = _parts(objective.scheda), _places(subject, objective)
        shown = [name for at, _, name in places if at < page][-1:]
        if shown:
            shown += [name for at, _, name in places if at > page]
        elif had.isdisjoint(field.name for field in subject.template.fields):
            shown = [name for _, _, name in places][:1]
        else:
            continue
        paths += [section_path(objective, name) for name in dict.fromkeys([*shown, *sorted(filled - had)])]
    return paths


def _parts(scheda: Scheda) -> set[str]:
    """The fields and lists of a scheda that have something in them."""
    members = {**dict(scheda), **dict(scheda.budget)}
    return {name for name, value in members.items() if value and value != Resources()}


def _places(subject: Subject, objective: Objective) -> list[tuple[int, float, str]]:
    """Page and foot of each value of a scheda, and the field or list that it is in, in the order of the pages."""
    inside = f"{objective.path}/"
    found = [
        (place.page, place.bbox[3], path.removeprefix(inside).removeprefix("budget/").split("/")[0])
        for path, places in subject.document.provenance.items()
        if path.startswith(inside)
        for place in places
    ]
    return sorted(each for each in found if each[2] != "objective_code")  # it stands where a row's code does
