"""What people say of values: given in a file, kept in the converted folder, put into every later conversion.

    corrections.json ──`correct`──► OUT/corrections/<document_id>.json ──`apply`──► the record and its tables

A person looked at a place on paper, so what they said holds for that place: it is kept as long as the document
is the same and the value's path still leads there.
"""

from __future__ import annotations
