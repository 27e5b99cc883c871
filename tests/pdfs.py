"""Small PDFs for tests, good and bad, about a made-up town."""

from __future__ import annotations

import io
from collections.abc import Callable

from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

USER_PASSWORD = "Vallechiara"
OWNER_PASSWORD = "Montesereno"
FIELDS = (
    ("LINEA STRATEGICA:", "3. UN COMUNE CHE LEGGE"),
    ("AZIONE STRATEGICA:", "3.1 Aprire la biblioteca la sera"),
    ("Missione D.Lgs 118/2011.:", "Tutela e valorizzazione dei beni e attività culturali"),
    ("Programma D.Lgs 118/2011.:", "Attività culturali e interventi diversi nel settore culturale"),
    ("OBIETTIVO OPERATIVO:", "Prolungare l'orario della biblioteca"),
    ("CdC Associato:", "12-Biblioteca"),
    ("RESPONSABILE:", "LUPINI ADA"),
)
Drawing = Callable[[Canvas], object]


def report(definition: str = "La sala resta aperta.", encrypt: StandardEncryption | None = None) -> bytes:
    """One scheda on one page."""

    def draw(canvas: Canvas) -> None:
        y = 790
        for label, value in FIELDS:
            y -= 18
            canvas.setFont("Helvetica-Bold", 10)
            canvas.drawString(50, y, label)
            canvas.setFont("Helvetica", 10)
            canvas.drawString(230, y, value)
        canvas.setFont("Helvetica-Bold", 10)
        canvas.drawString(50, y - 30, "Definizione dell'Obiettivo Operativo")
        canvas.setFont("Helvetica", 10)
        canvas.drawString(50, y - 48, definition)

    return _pdf(draw, encrypt)


def locked_report() -> bytes:
    """The same, to be opened with USER_PASSWORD."""
    return report(encrypt=StandardEncryption(USER_PASSWORD, OWNER_PASSWORD, strength=128))


def report_that_may_not_be_copied() -> bytes:
    """The same, to be opened by anybody, with all permissions withheld."""
    nothing = dict.fromkeys(("canPrint", "canModify", "canCopy", "canAnnotate"), 0)
    return report(encrypt=StandardEncryption("", OWNER_PASSWORD, strength=128, **nothing))


def letter() -> bytes:
    """A page of text that is no scheda."""
    return _pdf(lambda canvas: canvas.drawString(50, 700, "Si avvisa che la biblioteca resta chiusa lunedì."))


def scan() -> bytes:
    """A page that is one image."""
    return _pdf(lambda canvas: canvas.drawInlineImage(_picture(), 50, 50, 400, 600))


def scan_with_invisible_text() -> bytes:
    """A page that is one image with invisible text over it, as OCR makes it."""

    def draw(canvas: Canvas) -> None:
        canvas.drawInlineImage(_picture(), 50, 50, 400, 600)
        text = canvas.beginText(60, 600)
        text.setTextRenderMode(3)
        text.textLine("OBIETTIVO OPERATIVO: Prolungare l'orario")
        canvas.drawText(text)

    return _pdf(draw)


def blank() -> bytes:
    """A page with nothing on it."""
    return _pdf(lambda _: None)


def without_pages() -> bytes:
    """A whole PDF, but for its pages."""
    objects = (b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>")
    body, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    table = b"xref\n0 3\n0000000000 65535 f \n" + rows
    return body + table + b"trailer\n<</Root 1 0 R/Size 3>>\nstartxref\n%d\n%%%%EOF\n" % len(body)


def with_unknown_encryption() -> bytes:
    """A PDF that says it is encrypted by a handler that nobody knows."""
    head, tail = without_pages().split(b"trailer\n<<")
    return head + b"trailer\n<</Encrypt<</Filter/Acme/V 99/R 99/O(x)/U(x)/P 0>>/ID[(x)(x)]" + tail


def _picture() -> Image.Image:
    return Image.new("L", (40, 60), 200)


def _pdf(draw: Drawing, encrypt: StandardEncryption | None = None) -> bytes:
    """The same drawing makes the same bytes, unless it is encrypted."""
    sink = io.BytesIO()
    canvas = Canvas(sink, encrypt=encrypt, invariant=True)
    draw(canvas)
    canvas.showPage()
    canvas.save()
    return sink.getvalue()
