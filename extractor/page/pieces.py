"""Words that an engine gives in pieces, put together again."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from operator import itemgetter

from extractor.page.model import Word

FEW = 20
"""A page with fewer words says nothing of how it was read."""
IN_PIECES = 0.5
"""Share of words glued to the one before above which a page was read in pieces."""
NO_SPACE = 0.12
"""Font sizes between two pieces of a word at most, kerning included."""
LETTERS = 0.35
"""Share of words of one character above which a page may have been read letter by letter."""
LEVEL = 0.5
"""Points by which two letters of a line may stand apart vertically."""
SAME_GAP = 0.03
"""Font sizes by which the gaps between the letters of a line may differ."""
MOSTLY = 0.6
"""Share of the gaps between letters that must be alike."""
JOINTS = "-/?="
"""Marks inside words after which a line may be broken."""
NARROWER = 0.75
"""Share of the narrowest white space of its line up to which a gap after such a mark is none."""
ENOUGH_GAPS = 2
"""Gaps that show how wide the white space of a line is."""
WIDEST = 0.25
"""Font sizes between letters of a word at most, be they set apart on purpose."""
LOW = re.compile("[\u2070-\u208e]")
"""Digits and signs set low or high, as in `CO₂`."""
LEADER = re.compile(r"[._·…]{5,}")
"""Dots or a line that fill the room between two words, printed with no space before or after them."""
WIDTHS = {".": 0.265, "·": 0.265, "_": 0.5, "…": 1.0}
"""Font sizes that their characters take up in most fonts."""
FILLED = 0.95
"""Share of a word's width that a leader inside it takes up at most."""
_text, _glued = itemgetter(0), itemgetter(6)  # of a word: quicker than by name


def in_pieces(words: Sequence[Word]) -> bool:
    """Whether many words of a page are pieces of words.

    Of a page with little print on its lines pdfium may think that it runs from top to bottom: then each text object is
    a line of its own to it, and some programs print every few letters as one.
    """
    return len(words) >= FEW and sum(map(_glued, words)) > IN_PIECES * len(words)


def letter_by_letter(words: Sequence[Word]) -> bool:
    """Whether so many words of a page are single letters that it may have been read letter by letter."""
    return len(words) >= FEW and list(map(len, map(_text, words))).count(1) > LETTERS * len(words)


def put_together(words: Sequence[Word], spread: Mapping[float, float]) -> list[Word]:
    """Words with the pieces that are glued to them, or nearly, and look the same.

    Args:
        words: in the order in which they are printed.
        spread: how far apart letters stand, by the bottom of lines on which they are known to be set apart.
    """
    whole: list[Word] = []
    everywhere = in_pieces(words)
    spacing = _letter_spacing(words) if letter_by_letter(words) else {}
    lines = _lines_of_letters(words) if spacing else frozenset()
    for word in words:
        before = whole[-1] if whole else None
        room = spacing.get(round(word.size), 0.0) if word.bottom in lines else 0.0
        if (
            before is None
            or before.bold != word.bold
            or not (
                _is_letter_of(before, word, spread)
                or ((everywhere or room) and (word.glued or _goes_on(before, word, room)))
            )
        ):
            whole.append(word)
            continue
        whole[-1] = before._replace(
            text=before.text + word.text,
            top=min(before.top, word.top),
            x1=word.x1,
            bottom=max(before.bottom, word.bottom),
            spaced=word.spaced,
        )
    return whole


def _letter_spacing(words: Sequence[Word]) -> dict[int, float]:
    """By font size, how far apart the letters stand that are words to the engine; little, or it is no spacing."""
    gaps: dict[int, list[float]] = {}
    for before, word in itertools.pairwise(words):
        if len(before.text) == len(word.text) == 1 and abs(word.bottom - before.bottom) < LEVEL:
            gaps.setdefault(round(word.size), []).append(word.x0 - before.x1)
    usual: dict[int, float] = {}
    for size, found in gaps.items():
        found.sort()
        gap = found[len(found) // 2]
        alike = sum([abs(other - gap) <= SAME_GAP * size for other in found])
        if len(found) >= FEW and 0 < gap <= WIDEST * size and alike >= MOSTLY * len(found):
            usual[size] = gap
    return usual


def _lines_of_letters(words: Sequence[Word]) -> frozenset[float]:
    """The bottoms of lines on which most words are single letters."""
    every, single = (
        Counter(word.bottom for word in words),
        Counter(w.bottom for w in words if len(w.text) == 1),
    )
    return frozenset(bottom for bottom, count in every.items() if single[bottom] >= MOSTLY * count)


def _goes_on(before: Word, word: Word, spacing: float) -> bool:
    """Whether a piece stands nearer to the one before than words do, in text with so much between its letters."""
    if abs(word.bottom - before.bottom) > NO_SPACE * word.size or (before.spaced and not spacing):
        return False
    return -NO_SPACE * word.size <= word.x0 - before.x1 <= spacing + NO_SPACE * word.size


def _is_letter_of(before: Word, word: Word, spread: Mapping[float, float]) -> bool:
    """Whether one of two pieces is a letter that stands just as far from the other as the letters of its line do."""
    gap = spread.get(word.bottom)
    if gap is None or word.bottom != before.bottom or min(len(before.text), len(word.text)) > 1:
        return False
    return abs(word.x0 - before.x1 - gap) <= SAME_GAP * word.size


def with_joints(words: list[Word]) -> list[Word]:
    """Words that belong together glued: some programs stretch a justified line after hyphens and slashes, too.

    There the gap is narrower than the white space between the other words of the line. Where a text prints its spaces,
    the reader has seen already that there is none.
    """
    joints = [
        number
        for number, text in enumerate(map(_text, words[:-1]))
        if text[-1] in JOINTS and _is_joint(words, number)
    ]
    for number in joints:
        words[number + 1] = words[number + 1]._replace(glued=True)
    return words


def with_low_digits(words: list[Word]) -> list[Word]:
    """Words with the low and high digits right behind them: lacking in a font, they are printed after the line."""
    if LOW.search("".join(map(_text, words))) is None:
        return words
    return [
        word._replace(glued=True)
        if LOW.match(word.text)
        and any(
            abs(other.bottom - word.bottom) < LEVEL and 0 <= word.x0 - other.x1 < NO_SPACE * word.size
            for other in words
        )
        else word
        for word in words
    ]


def with_leaders_apart(words: list[Word]) -> list[Word]:
    """Words without the leaders that fill the room between them, each of which is a word of its own, glued to them."""
    if LEADER.search(" ".join(map(_text, words))) is None:
        return words
    return [part for word in words for part in _parted(word)]


def _parted(word: Word) -> Iterator[Word]:
    """What stands before a leader, the leader, and what stands behind it; their boxes are estimated."""
    leader = LEADER.search(word.text)
    if leader is None or leader.span() == (0, len(word.text)):
        yield word
        return
    texts = [
        text for text in (word.text[: leader.start()], leader.group(), word.text[leader.end() :]) if text
    ]
    room = word.x1 - word.x0
    filled = min(sum(map(WIDTHS.__getitem__, leader.group())) * word.size, FILLED * room)
    letter = (room - filled) / (len(word.text) - len(leader.group()))
    x0, glued = word.x0, word.glued
    for number, text in enumerate(texts, 1):
        last = number == len(texts)
        x1 = word.x1 if last else round(x0 + (filled if text == leader.group() else letter * len(text)), 2)
        yield word._replace(text=text, x0=x0, x1=x1, glued=glued, spaced=word.spaced and last)
        x0, glued = x1, True


def _is_joint(words: Sequence[Word], number: int) -> bool:
    """Whether a word that ends with a mark goes on with the next one."""
    word, after = words[number], words[number + 1]
    gap = _gap(word, after)
    before = word.text[-2:-1]
    is_inside = before.isalnum() or before == "." or word.text.endswith("//")
    if gap is None or not (is_inside and after.text[0].isalnum()):
        return False
    gaps: list[float] = []
    for step in (-1, 1):
        at = number + step
        while 0 <= at < len(words) - 1 and (near := _gap(words[at], words[at + 1])) is not None:
            gaps += [] if words[at].text[-1] in JOINTS else [near]
            at += step
    return len(gaps) >= ENOUGH_GAPS and gap < NARROWER * min(gaps)


def _gap(word: Word, after: Word) -> float | None:
    """The white space between two words of one line; None where they are no neighbours."""
    gap = after.x0 - word.x1
    level = abs(after.bottom - word.bottom) <= NO_SPACE * word.size
    return gap if level and 0 < gap < 2 * word.size else None
