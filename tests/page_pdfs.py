"""Small PDFs written by hand, for what no producer can be asked to draw."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from extractor.page import Page

Read = Callable[[bytes], Page]
"""The one page of a PDF."""
HELVETICA = "/Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding"
BOLD = "/Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding"
WIDE = (
    "/Type /Font /Subtype /TrueType /BaseFont /Prova /Encoding /WinAnsiEncoding"
    f" /FirstChar 0 /LastChar 255 /Widths [{' 600' * 256}]"
    " /FontDescriptor << /Type /FontDescriptor /FontName /Prova /Flags 32 /Ascent 800 /Descent -200"
    " /CapHeight 700 /ItalicAngle 0 /StemV 80 /FontBBox [0 -200 1000 800] >>"
)
"""Every character is 0.6 font sizes wide, so that a test can say where a word ends."""


def pdf(
    content: str,
    *,
    page: str = "/MediaBox [0 0 300 200]",
    says: Mapping[str, str] | None = None,
    forms: Mapping[str, tuple[str, str]] | None = None,
    spare: bytes = b"",
) -> bytes:
    """A PDF of one page.

    Args:
        content: the page's operators; fonts are /F (Helvetica), /B (its bold), /W (each character 0.6 font
            sizes wide) and /U, which is /W with the ToUnicode map that ``says`` fills.
        page: entries of the page dictionary.
        says: what characters of /U stand for; the others stand for themselves.
        forms: form XObjects by name, each with its dictionary entries and its operators; all know each other.
        spare: bytes of a 1 by 1 grey image called /Im, if any.
    """
    names = list(forms or {})
    first_form = 9  # after the catalogue, the tree, the page, four fonts and the content
    xobjects = "".join(f" /{name} {first_form + number} 0 R" for number, name in enumerate(names))
    image = f" /Im {first_form + len(names)} 0 R" if spare else ""
    resources = f"<< /Font << /F 4 0 R /B 5 0 R /W 6 0 R /U 7 0 R >> /XObject <<{xobjects}{image} >> >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R {page} /Contents 8 0 R /Resources {resources} >>".encode(),
        f"<< {HELVETICA} >>".encode(),
        f"<< {BOLD} >>".encode(),
        f"<< {WIDE} >>".encode(),
        f"<< {WIDE} /ToUnicode {first_form + len(names) + bool(spare)} 0 R >>".encode(),
        stream("", content.encode("latin-1")),
        *(
            stream(f"/Type /XObject /Subtype /Form /Resources {resources} {entries}", body.encode("latin-1"))
            for entries, body in (forms or {}).values()
        ),
    ]
    if spare:
        entries = (
            "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8"
        )
        objects.append(stream(entries, spare))
    objects.append(stream("", _unicode_map(says or {}).encode()))
    return file_of(objects)


def text(x: float, y: float, string: str, *, font: str = "W", size: float = 10, before: str = "") -> str:
    """Operators that print a string with its origin at a point of the page."""
    escaped = string.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"BT /{font} {size} Tf {before} 1 0 0 1 {x} {y} Tm ({escaped}) Tj ET\n"


def stream(entries: str, body: bytes) -> bytes:
    """An object with a stream."""
    return f"<< {entries} /Length {len(body)} >>\nstream\n".encode() + body + b"\nendstream"


def _unicode_map(says: Mapping[str, str]) -> str:
    pairs = {chr(code): chr(code) for code in range(0x20, 0x7F)} | dict(says)
    lines = "\n".join(
        f"<{ord(code):02X}> <{meaning.encode('utf-16-be', 'surrogatepass').hex().upper()}>"
        for code, meaning in pairs.items()
    )
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def\n"
        f"1 begincodespacerange <00> <FF> endcodespacerange\n{len(pairs)} beginbfchar\n{lines}\nendbfchar\n"
        "endcmap end end"
    )


def file_of(objects: list[bytes]) -> bytes:
    """The file with these objects, of which the first is the catalogue."""
    data = bytearray(b"%PDF-1.7\n")
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(data))
        data += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    start = len(data)
    data += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    data += b"".join(f"{offset:010d} 00000 n \n".encode() for offset in offsets)
    data += f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(data)
