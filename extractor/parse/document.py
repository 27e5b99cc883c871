"""Pages to a document, one after another: what a page was read for is let go of when its scheda is complete."""

from __future__ import annotations

import hashlib
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from extractor.errors import NoSchedaFound, NoTextLayer
from extractor.layout.furniture import Furniture
from extractor.layout.lines import Line, box_around, group_lines
from extractor.layout.paragraphs import ParagraphHabits
from extractor.limits import DEFAULT_LIMITS, Limits
from extractor.page import Box, Page, Reader
from extractor.page.numbers import OddNumbers, odd_numbers
from extractor.page.sheets import Sheets
from extractor.parse.anchors import Anchor, cover_stops, find_anchors
from extractor.parse.believed import Looks, UsualBlock, without_strays, without_words_of_values
from extractor.parse.captions import letterheads, usual_opening
from extractor.parse.cover import CoverLines, find_covers, has_whole, read_cover, torn_cover
from extractor.parse.evidence import Evidence, Parsed, SchedaEvidence
from extractor.parse.flow import Block, Body, Flow
from extractor.parse.labels import label_book
from extractor.parse.letters import Letters
from extractor.parse.printed import TextMaker, places_of
from extractor.parse.recorder import Recorder
from extractor.parse.reprint import Reprints
from extractor.parse.running import RunningLabels, content_words, off_furniture
from extractor.parse.scheda import SchedaBlocks, SchedaReader
from extractor.parse.sheets import told_by_sheet
from extractor.parse.torn import opens_with_field, torn_header, torn_label
from extractor.records import Document, Report, Scheda, Source
from extractor.templates import Template

MANY_WORDS = 6
"""A line of more words is one of running text."""
WINDOW = 48
"""Pages read ahead to learn what repeats and how labels look."""


def parse_document(reader: Reader, data: bytes, file: str, template: Template) -> Document:
    """Read an open PDF into a document; the errors are those of `parse`."""
    parsed = parse(reader, data, file, template)
    return told_by_sheet(parsed.document, parsed.evidence.sheets)


def parse(
    reader: Reader, data: bytes, file: str, template: Template, limits: Limits = DEFAULT_LIMITS
) -> Parsed:
    """Read an open PDF into a document, with what its pages showed; halves of sheets are pages of it.

    Raises:
        PageUnreadable: a page cannot be loaded.
        NoTextLayer: no page has text.
        NoSchedaFound: no scheda of the template is in it.
    """
    work = _DocumentWork(template, file, limits)
    sheets = Sheets(reader)
    pages = sheets.pages()
    window: list[Page] = []
    for page in pages:
        window.append(page)
        if len(window) == WINDOW:
            break
    letters = work.recorder.letters = Letters.learned(window)
    window = [letters.mend(page) for page in window]
    work.learn(window)
    for page in _chain(window, map(letters.mend, pages)):
        work.page(page)
    source = Source(
        file=file,
        sha256=hashlib.sha256(data).hexdigest(),
        pages=reader.page_count,
        producer=reader.producer,
        template=template.identity,
    )
    return work.finish(source, sheets.middles)


def _chain(window: list[Page], rest: Iterable[Page]) -> Iterator[Page]:
    while window:
        yield window.pop(0)
    yield from rest


def _is_inside(anchor: Anchor, lines: Sequence[Line], cover: CoverLines) -> bool:
    """Whether a label of the header block is a word of a cover."""
    x = anchor.box
    return anchor.kind == "field" and lines[cover.first].top <= x[1] and x[3] <= lines[cover.last].bottom


class _DocumentWork:
    """One document on its way from pages to records."""

    def __init__(self, template: Template, file: str, limits: Limits) -> None:
        self.book = label_book(template)
        self.file = file
        self.furniture = Furniture(self.book.is_page_number)
        self.texts = TextMaker()
        self.recorder = Recorder(self.texts, limits.value_characters)
        self.coverage = self.recorder.coverage
        self.schede = SchedaReader(self.book, self.recorder)
        self.flow = Flow(self.book)
        self.reprints = Reprints()
        self.running = RunningLabels()
        self.folded: dict[str, str] = {}
        self.looks = Looks(())
        self.usual = UsualBlock()
        self.sections: list[str] = []
        self.waiting: deque[tuple[Body, list[Anchor]]] = deque()
        self.before: list[Anchor] = []
        self.learned: dict[int, Body] = {}
        self.reports: list[Report] = []
        self.cover: CoverLines | None = None
        self.remarks: list[Line] = []
        self.loose: list[Line] = []
        """Lines before the next scheda that belong to nothing."""
        self.records: list[Scheda] = []
        self.evidence: list[SchedaEvidence] = []
        self.odd: dict[int, OddNumbers] = {}
        self.pictures: list[int] = []
        self.open: SchedaBlocks | None = None
        self.sideways: list[tuple[int, int, str, Box]] = []
        self.words = self.hidden = 0
        self.images = False

    def learn(self, window: Sequence[Page]) -> None:
        """Find out what repeats and how labels look, from the first pages."""
        found = [(page, *self._anchored(page)) for page in window]
        self.running = RunningLabels.learned(found)
        self.furniture.learn(
            [
                (page.height, lines, content_words(anchors, self.running.of(page, lines, anchors)))
                for page, lines, anchors in found
            ]
        )
        runs: list[list[tuple[Line, Line]]] = []
        for page, lines, anchors in found:
            body = self.learned[page.number] = self._body(page, lines, anchors)
            self.texts.learn(body.lines)
            labels = content_words(body.anchors, ())
            prose = [line for line in body.lines if labels.isdisjoint(map(id, line.words))]
            runs.append(ParagraphHabits.running(prose))
        self.looks = Looks(anchor for body in self.learned.values() for anchor in body.anchors)
        self.usual = UsualBlock.of(
            anchor
            for body in self.learned.values()
            for anchor in self._off_covers(body)
            if self.looks.believable(anchor)
        )
        pages = [(body.lines, body.anchors) for body in self.learned.values()]
        self.flow.caption = usual_opening(pages, self.usual.first)
        self.flow.letterhead = letterheads(
            (sorted([*body.furniture, *body.lines], key=lambda line: line.top), body.anchors)
            for body in self.learned.values()
        )  # at the head of pages it may be furniture
        edges = sorted(line.x1 for pairs in runs for line, _ in pairs if len(line.words) > MANY_WORDS)
        if edges:
            self.schede.right_edge = edges[int(len(edges) * 0.98)]
            for pairs in runs:
                self.texts.paragraphs.learn(pairs, self.schede.right_edge)

    def _off_covers(self, body: Body) -> Sequence[Anchor]:
        """The anchors of a page without the labels that are words of a cover: a lone one, or one of two alike."""
        names = [anchor.name for anchor in body.anchors if anchor.kind == "field"]
        if len(names) > 1 and len(names) == len(set(names)):
            return body.anchors
        covers = find_covers(body.lines, cover_stops(body.anchors), self.book) if names else ()
        return [
            anchor
            for anchor in body.anchors
            if not any(_is_inside(anchor, body.lines, cover) for cover in covers)
        ]

    def _anchored(self, page: Page) -> tuple[list[Line], list[Anchor]]:
        lines = group_lines(page.number, page.words)
        return lines, find_anchors(page, lines, self.book, self.folded)

    def _body(self, page: Page, lines: Sequence[Line], anchors: Sequence[Anchor]) -> Body:
        running = self.running.of(page, lines, anchors)
        content = content_words(anchors, running)
        body, furniture = self.furniture.split(page.height, lines, content, set(map(id, running)))
        return Body(page, tuple(body), tuple(furniture), off_furniture(anchors, furniture))

    def page(self, page: Page) -> None:
        """Take one page; a page is worked on when the next one is known."""
        self.words += len(page.words)
        self.images |= bool(page.images)
        self.hidden += page.hidden_words
        body = self.learned.pop(page.number, None)
        if body is None:
            body = self._body(page, *self._anchored(page))
            self.texts.learn(body.lines)
        believed = without_words_of_values(list(filter(self.looks.believable, body.anchors)))
        body, believed = self.reprints.take_out(body, believed)
        self.coverage.open(page, body.lines, body.furniture)
        odd = odd_numbers(page)
        if odd is not None:
            self.odd[page.number] = odd
        self.waiting.append((body, believed))
        if len(self.waiting) > 1:
            self._work()

    def _work(self) -> None:
        body, here = self.waiting.popleft()
        after = self.waiting[0][1] if self.waiting else []
        if self.waiting and opens_with_field(after) and not (here and here[-1].kind == "field"):
            torn = torn_label(body.lines, self.waiting[0][0].lines, self.book)
            if torn is not None:
                here = [*here, torn[0]]
                after.insert(0, torn[1])
        if self.waiting:
            following = self.waiting[0][0]
            parted = torn_header(here, body.lines, after, following.lines, self.book)
            if parted is not None:
                here, after = parted
                self.waiting[0] = following, after
        covers = find_covers(body.lines, cover_stops(here), self.book)
        if self.waiting and body.lines and not has_whole(covers, body.page.height):
            following = self.waiting[0][0]
            found = torn_cover(body.lines, cover_stops(here), following.lines, cover_stops(after), self.book)
            if found is not None:
                covers.append(found[0])
                self.waiting[0] = replace(following, lines=following.lines[found[1] :]), after
        here = [
            anchor for anchor in here if not any(_is_inside(anchor, body.lines, cover) for cover in covers)
        ]
        kept = {id(anchor) for anchor in without_strays([*self.before, *here, *after], self.usual)}
        anchors = self._without_repeated([anchor for anchor in here if id(anchor) in kept])
        self.before = here
        for block in self.flow.feed(body, anchors, covers, self.coverage.pages[body.page.number]):
            self._block(block)
        self._keep_sideways(body.page, anchors)
        if not body.lines and body.page.is_picture:
            self.pictures.append(body.page.number)
            self.sections.clear()

    def _keep_sideways(self, page: Page, anchors: Sequence[Anchor]) -> None:
        """Keep what runs sideways on a page and is in no label of a table's header, until all pages are known."""
        if not page.sideways:
            return
        labels = {id(word) for anchor in anchors for word in anchor.words}
        free = [word for word in page.sideways if id(word) not in labels]
        self.coverage.pages[page.number].labels += len(page.sideways) - len(free)
        if free:
            text = " ".join(word.text for word in free)
            self.sideways.append((page.number, len(free), text, box_around(free)))

    def _without_repeated(self, anchors: Sequence[Anchor]) -> list[Anchor]:
        """Drop headings of sections that this scheda has had before others: they are words of running text."""
        found: list[Anchor] = []
        for anchor in anchors:
            if anchor.kind == "field" and self.sections:
                self.sections.clear()
            if anchor.kind == "section":
                if anchor.name in self.sections[:-1]:
                    continue
                self.sections += [anchor.name] if anchor.name not in self.sections else []
            found.append(anchor)
        return found

    def _block(self, block: Block) -> None:
        if block.kind == "cover":
            self._watch_end(block)
            self._close_report()
            self.cover = block.cover
            self.remarks = block.lines
        elif block.kind == "fields":
            self._close_scheda()
            self.open = SchedaBlocks(block, [], self.loose)
            self.loose = []
        elif block.kind == "section":
            if self._begins_unseen(block):
                self._close_scheda()
            if self.open is None:
                self.open = SchedaBlocks(None, [])
            self.open.sections.append(block)
        else:
            self.loose = self.recorder.unused(None, "info", block.lines)

    def _begins_unseen(self, block: Block) -> bool:
        """Whether a section is of another scheda than the one that is open, whose beginning an image shows.

        It comes after the image, and the open scheda has had it before.
        """
        if self.open is None or all(other.section is not block.section for other in self.open.sections):
            return False
        pages = [part.page.number for part in (self.open.sections[-1].parts[-1], block.parts[0])]
        return any(pages[0] < picture < pages[1] for picture in self.pictures)

    def _watch_end(self, cover: Block) -> None:
        """Where a cover follows on the same page, nothing shows which lines above it are the last of the scheda."""
        ended = self.open.sections[-1] if self.open and self.open.sections else None
        if ended is None or ended.section is None or cover.cover is None:
            return
        page = cover.cover.lines[0].page
        if above := [line for line in ended.lines if line.page == page]:
            self.recorder.report(
                "section_end_uncertain",
                "info",
                "A cover stands below on the page: the last lines of this may belong to it.",
                self.schede.section_path(self._open_path, ended.section),
                places_of(above),
            )

    @property
    def _open_path(self) -> str:
        """The path of the scheda that is open."""
        return f"/reports/{len(self.reports)}/schede/{len(self.records)}"

    def _close_scheda(self) -> None:
        if self.open is not None:
            path = self._open_path
            record, evidence = self.schede.read(path, self.open)
            self.records.append(record)
            self.evidence.append(evidence)
            self.open = None

    def _close_report(self) -> None:
        self._close_scheda()
        if self.cover is None and not self.records:
            return
        path = f"/reports/{len(self.reports)}"
        values = read_cover(path, self.cover, self.book.template.cover, self.recorder)
        self.reports.append(Report(**values, schede=tuple(self.records)))
        if self.cover is not None:
            self.recorder.unused(path, "info", [*self.cover.lines, *self.remarks])
        self.coverage.forget()
        self.cover, self.records, self.remarks = None, [], []

    def finish(self, source: Source, sheets: Mapping[int, float]) -> Parsed:
        """The document and its evidence, once every page has been taken; `sheets` as in Evidence."""
        while self.waiting:
            self._work()
        for block in self.flow.finish():
            self._block(block)
        self._close_report()
        self._settle_sideways()
        if not any(report.schede for report in self.reports):
            raise self._nothing()
        document = Document(
            source=source,
            reports=tuple(self.reports),
            diagnostics=tuple(self.recorder.diagnostics),
            provenance=self.recorder.provenance,
        )
        evidence = Evidence(
            tuple(self.evidence),
            self.coverage.pages,
            self.odd,
            tuple(self.pictures),
            self.recorder.date_forms,
            sheets,
        )
        return Parsed(document, evidence)

    def _settle_sideways(self) -> None:
        """What runs sideways is in no value; repeated on pages it is a watermark, alone it is reported."""
        seen = Counter(text for _, _, text, _ in self.sideways)
        for page, count, text, box in self.sideways:
            account = self.coverage.pages[page]
            if seen[text] > 1:
                account.furniture += count
            else:
                account.unused += count
                message = f"This does not run from left to right, so no value holds it: '{text}'."
                self.recorder.report("text_not_used", "info", message, None, ((page, box),))

    def _nothing(self) -> NoTextLayer | NoSchedaFound:
        if self.words:
            return NoSchedaFound("no scheda of the template is in it", file=self.file)
        if self.hidden:
            return NoTextLayer("its only text is invisible, as OCR leaves behind a scan", file=self.file)
        what = "its pages are images" if self.images else "its pages are blank"
        return NoTextLayer(f"{what}: there is no text in it", file=self.file)
