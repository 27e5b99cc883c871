"""Printed paragraph markup: `<p>…</p>` that a text field held and the report printed as it stood."""

from __future__ import annotations

import html
import re

from extractor.normalise.text import clean, visible

_BLOCKS = "p|div|br|hr|ul|ol|li|h[1-6]|table|thead|tbody|tr|td|th|blockquote"
_INLINE = "strong|em|b|i|u|s|span|font|sub|sup|small|a|o:p"
_NAMES = rf"(?:(?P<block>{_BLOCKS})|{_INLINE})"
# A value ends before the next angle bracket, so a lone quotation mark cannot make this scan the whole text.
_ATTRIBUTES = r"""(?:\s+[\w:-]+\s*=\s*(?:"[^"<>]*"|'[^'<>]*'|[^\s"'<>]+))*"""
# Lines break inside a tag, but not between `<` and a name: so `a < b > c` is no tag.
_TAG = re.compile(rf"<(?:\s*/\s*)?{_NAMES}{_ATTRIBUTES}\s*/?\s*>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});", re.IGNORECASE)
# Removing a tag can put another one together. Nobody escapes a text this often, so the work has an end.
_DEEPEST = 30
_PARAGRAPH = re.compile(r"[\n\r\u2028\u2029]")


def strip_markup(text: str) -> str:
    """Remove a fixed set of HTML tags; give the paragraphs that they and line breaks mark, one a line.

    Entities are read too, also where they were escaped twice. Each paragraph is `clean`; empty ones go.
    Any other text in angle brackets stays: `<5%`, `x <- y`, an e-mail address.
    """
    seen = visible(text)
    for _ in range(_DEEPEST):
        before, seen = seen, _strip_once(seen)
        if seen == before:
            break
    return "\n".join(filter(None, map(clean, _PARAGRAPH.split(seen))))


def _strip_once(text: str) -> str:
    if "<" in text:
        text = _TAG.sub(lambda tag: "\n" if tag["block"] else "", text)
    if "&" in text:
        text = _ENTITY.sub(lambda entity: html.unescape(entity[0]), text)
    return visible(text)
