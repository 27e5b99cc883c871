"""The pages' HTML: templates of `templates/`, in which everything printed is escaped."""

from __future__ import annotations

import re
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from extractor import __version__
from extractor.review.labels import LANGUAGES, Labels
from extractor.review.sheet import anchor

SIGNS = {"error": "×", "warning": "!", "info": "i"}
# What reorders the text around it, or that no screen shows: each alone in an element, its effect ends there.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")


def suffix(language: str) -> str:
    """What a page's name has before `.html` in a language."""
    return "" if language == LANGUAGES[0] else f".{language}"


class Pages:
    """Makes pages of templates."""

    def __init__(self) -> None:
        self._jinja = Environment(
            loader=PackageLoader("extractor.review"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            keep_trailing_newline=True,
        )
        self._jinja.filters |= {"plain": plain, "anchor": anchor, "heading": heading}
        self._jinja.globals |= {"sign": SIGNS, "version": __version__}

    def page(self, template: str, t: Labels, name: str, **context: Any) -> str:
        """One page; `name` is its place in the site, without language and `.html`."""
        (other,) = (language for language in LANGUAGES if language != t.language)
        return self._jinja.get_template(f"{template}.html.j2").render(
            t=t,
            kind=template,
            here=name,
            root="../" * name.count("/"),
            suffix=suffix(t.language),
            other=f"{name.rpartition('/')[2]}{suffix(other)}.html",
            other_language=other,
            **context,
        )


def plain(text: str) -> Markup:
    """Text with its unseen controls each in an element of its own, which shows that there is one."""
    return Markup(_UNSEEN.sub(_control, str(escape(text))))  # what is not ours is escaped


def heading(grid: str, column: str) -> str:
    """The label's key of a table's column: `name` means another thing in each."""
    return f"{'indicator' if grid == 'indicators' else grid}_name" if column == "name" else column


def _control(found: re.Match[str]) -> str:
    # As they are, for HTML reads some of their numbers as other characters; but it changes these two.
    inside = {"\r": "&#13;", "\0": "\ufffd"}.get(found[0], found[0])
    return f'<span class="control" data-code="U+{ord(found[0]):04X}">{inside}</span>'
