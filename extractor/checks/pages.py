"""Is everything that the pages show in the values, and nothing else?"""

from __future__ import annotations

from collections.abc import Iterator

from extractor.checks.model import WHOLE_PAGE, Finding, Objective, Subject, check, section_path
from extractor.normalise.reason import quote
from extractor.records import Place


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
    """Every page with words on it gives a value or a label, but those between a cover and its first scheda."""
    front = _front_matter(subject)
    for number, account in subject.evidence.accounts.items():
        if account.unused and not account.values and not account.labels and number not in front:
            yield Finding(
                "",
                f"None of the {account.unused} words of page {number} is in a value.",
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
                f"Text reaches the foot of page {number}: rows or lines may be missing.",
                None,
                _on_page(subject, number),
            )


@check("page_without_text", "warning", settled=False)
def page_without_text(subject: Subject) -> Iterator[Finding]:
    """Every page of a report has text: sections that go on where an image is, or stand there alone, are not read."""
    shown = {name for one in subject.objectives for name in one.evidence.sections}
    for number in subject.evidence.pictures:
        begun = [one for one in subject.objectives if min(one.evidence.pages, default=number) < number]
        hidden = [""]
        if begun:
            lacking = sorted(shown - begun[-1].evidence.sections)
            hidden = [
                _open_at(subject, begun[-1], number),
                *(section_path(begun[-1], name) for name in lacking),
            ]
        for path in hidden:
            yield Finding(
                path,
                f"Page {number} has images and no text: what it shows is not read.",
                None,
                _on_page(subject, number),
            )


def _open_at(subject: Subject, objective: Objective, page: int) -> str:
    """The path of the section with the last value of a scheda before a page."""
    inside = f"{objective.path}/"
    last = max(
        (
            (place.page, place.bbox[3], path.removeprefix(inside))
            for path, places in subject.document.provenance.items()
            if path.startswith(inside)
            for place in places
            if place.page < page
        ),
        default=None,
    )
    return section_path(objective, last[2].removeprefix("budget/").split("/")[0]) if last else objective.path
