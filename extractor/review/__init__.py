"""A converted folder as pages for people: what was read beside the page it was read from.

    folder ──► pages (images) ─┐
       │                       ├─► html ──► OUT/review/
       └─────► sheet, results ─┘

Static files, opened from disk: no server, no network, no script in the page. A page is made once in each language.
"""

from __future__ import annotations
