"""Amounts in euro and chapters of a budget: `€ 4.036.740,00`, `cap. 12061004`, `capitolo 1234/5`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from extractor.normalise.numbers import parse_decimal
from extractor.references.forms import form, matches
from extractor.references.model import Reference

SHORTEST_CHAPTER = 3
"""Digits of a chapter that nothing else tells from one of a book."""
_NUMBER = r"[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]{1,2})?|[0-9]+(?:,[0-9]{1,2})?"
_ITEM = r"(?P<chapter>[0-9]{2,10})(?![0-9]|[.,-][0-9]|/[0-9]{5})"
POSTAL_DIGITS = 5
YEAR_DIGITS = 4
_AMOUNT_STARTS = re.compile("[€eE0-9](?:(?<=[0-9])[0-9]*|(?<=[eE])[uU][rR]|(?<=€))")
_CHAPTER_STARTS = re.compile("[cC][aA][pP]")


@cache
def _currency() -> re.Pattern[str]:
    return re.compile(form("amount", "currency"))


@cache
def _amounts() -> re.Pattern[str]:
    """The currency stands before the number or after it; what goes on behind the number makes it another."""
    currency, cents = form("amount", "currency"), form("amount", "cents")
    more = rf"(?![0-9]|[.,'’]\s?[0-9]|\s?[/-]\s?[0-9]|{form('amount', 'multiple')})"
    end = rf"(?:{form('amount', 'end')})?"
    return re.compile(
        rf"{currency}\s*(?P<sign>-)?(?P<before>{_NUMBER}){more}{end}"
        rf"|(?<![\w.,/'’-])(?<![-/]\s)(?P<after>{_NUMBER}){end}\s?{currency}(?!\s?-?[0-9]|\w|/|{cents})"
    )


def find_amounts(text: str) -> Iterator[Reference]:
    """Amounts in a text."""
    if not _currency().search(text):
        return
    for match in matches(_AMOUNT_STARTS, _amounts(), text):
        if _elsewhere("amount").match(match[0]):
            continue
        value = parse_decimal(f"{match['sign'] or ''}{match['before'] or match['after']}")
        if isinstance(value, Decimal):
            yield Reference("amount", match.start(), match.end(), amount=value)


@cache
def _chapters() -> re.Pattern[str]:
    mark = form("act", "mark")
    return re.compile(
        rf"(?<![\w.])(?P<name>{form('chapter', 'name')})(?P<about>{form('chapter', 'about')})?"
        rf"\s*:?\s*{mark}?(?P<side>\(?[EUSeus]\)?\.?\s*)?{_ITEM}(?:/(?P<article>[0-9]{{1,4}})(?![0-9/]))?"
        rf"(?:{form('chapter', 'article')}(?P<named>[0-9]{{1,4}})(?![0-9]))?"
    )


@cache
def _further() -> re.Pattern[str]:
    return re.compile(
        rf"{form('act', 'also')}{form('act', 'mark')}?(?P<start>){_ITEM}(?:/(?P<article>[0-9]{{1,4}})(?![0-9/]))?"
        rf"(?P<named>)(?!\s*(?:{form('amount', 'currency')}|%))"
    )


@cache
def _elsewhere(table: str) -> re.Pattern[str]:
    return re.compile(form(table, "elsewhere"))


def find_chapters(text: str) -> Iterator[Reference]:
    """Chapters in a text."""
    for match in matches(_CHAPTER_STARTS, _chapters(), text):
        if not _is_budget(match) or _elsewhere("chapter").match(text, match.end()):
            continue
        yield _chapter(match, match.start())
        digits = len(match["chapter"])
        following = _further().match(text, match.end())
        while following and len(following["chapter"]) == digits and not _is_year(following):
            yield _chapter(following, following.start("start"))
            following = _further().match(text, following.end())


def _is_budget(match: re.Match[str]) -> bool:
    """Whether a chapter is one of a budget: not a postal code, nor the third of a report."""
    digits, abbreviated = len(match["chapter"]), match["short"] is not None
    if abbreviated and not match["point"] and digits == POSTAL_DIGITS and not match["about"]:
        return False
    return digits >= SHORTEST_CHAPTER or bool(match["about"] or match["article"] or match["named"])


def _is_year(match: re.Match[str]) -> bool:
    return len(match["chapter"]) == YEAR_DIGITS and match["chapter"][:2] in ("19", "20")


def _chapter(match: re.Match[str], start: int) -> Reference:
    article = match["article"] or match["named"] or None
    return Reference("chapter", start, match.end(), chapter=match["chapter"], article=article)
