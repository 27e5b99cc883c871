"""A reader that keeps to the limits on content, and tells how far it is."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

from extractor.errors import PageTooHeavy, TooManyPages
from extractor.limits import Limits
from extractor.page.cleaning import clean_word
from extractor.page.model import Page
from extractor.page.reader import Reader

Watch = Callable[[int], object]
"""Told the number of a page before it is read, and 0 when all are."""


class GuardedReader:
    """See extractor.page.reader.Reader: the same, within limits.

    Raises:
        TooManyPages, PageTooHeavy: a limit is exceeded.
    """

    def __init__(self, reader: Reader, limits: Limits, file: str, watch: Watch | None = None) -> None:
        self._reader = reader
        self._limits = limits
        self._file = file
        self._watch = watch or (lambda _page: None)
        self.page_count = reader.page_count
        if self.page_count > limits.pages:
            raise TooManyPages(
                f"it has {self.page_count} pages, and {limits.pages} are allowed", file=file or None
            )
        # The file's own word for what made it is no printed text: nothing else cleans it.
        self.producer = clean_word(reader.producer) or None if reader.producer else None

    def pages(self, only: Collection[int] | None = None) -> Iterator[Page]:
        """Every page in order, or only those of some numbers."""
        self._watch(1)
        for page in self._reader.pages(only):
            self._check(page)
            yield page
            self._watch(page.number + 1)
        self._watch(0)

    def _check(self, page: Page) -> None:
        objects = len(page.words) + len(page.rules) + len(page.fills) + len(page.sideways)
        # Sieved words number less than what was drawn, so the characters are those that can do harm later.
        characters = sum(len(word[0]) for word in page.words) + sum(len(word[0]) for word in page.sideways)
        for count, most, what in (
            (characters, self._limits.page_characters, "characters"),
            (objects, self._limits.page_objects, "objects"),
        ):
            if count > most:
                raise PageTooHeavy(
                    f"it has {count} {what} on one page, and {most} are allowed",
                    file=self._file or None,
                    page=page.number,
                )
