"""Producers that print HTML: WeasyPrint, Chromium, LibreOffice, wkhtmltopdf."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from samples.maker.content import Report
from samples.maker.html import html
from samples.maker.looks import Look
from samples.maker.needs import need, program, run


def weasyprint(reports: tuple[Report, ...], look: Look, target: Path) -> None:
    """Printed by WeasyPrint; the identifier is fixed so that the bytes are the same each time."""
    need("weasyprint").HTML(string=html(reports, look)).write_pdf(target, pdf_identifier=target.stem.encode())


def chromium(reports: tuple[Report, ...], look: Look, target: Path) -> None:
    """Printed by a browser without a window, with a profile of its own."""
    with tempfile.TemporaryDirectory() as folder:
        page = _written(folder, target, html(reports, look))
        switches = (
            "--headless --no-sandbox --disable-gpu --disable-background-networking --disable-sync "
            "--disable-component-update --no-first-run --no-pdf-header-footer"
        ).split()
        browser = program("chromium", "chromium-browser", "google-chrome")
        run(
            [browser, *switches, f"--user-data-dir={folder}/profile", f"--print-to-pdf={target}", page],
            target,
        )


def office(reports: tuple[Report, ...], look: Look, target: Path) -> None:
    """Opened and exported by a word processor."""
    with tempfile.TemporaryDirectory() as folder:
        page = _written(folder, target, html(reports, look, furniture=False, office=True))
        export(
            page,
            target,
            "writer_web_pdf_Export" if "web" in look.effects else "writer_pdf_Export",
            "HTML (StarWriter)",
        )


def export(source: Path, target: Path, how: str = "writer_pdf_Export", reader: str = "") -> None:
    """Lets LibreOffice turn a document into a PDF."""
    made = source.with_suffix(".pdf")
    command: list[str | Path] = [
        program("soffice"),
        "--headless",
        f"-env:UserInstallation=file://{source.parent}/profile",
    ]
    if reader:
        command.append(f"--infilter={reader}")
    run([*command, "--convert-to", f"pdf:{how}", "--outdir", source.parent, source], made)
    shutil.copyfile(made, target)


def wkhtml(reports: tuple[Report, ...], look: Look, target: Path) -> None:
    """Printed by wkhtmltopdf, which knows no margin boxes."""
    top, right, bottom, left = look.margins
    sides = ("-T", f"{top}mm", "-R", f"{right}mm", "-B", f"{bottom}mm", "-L", f"{left}mm")
    size = ("--page-width", f"{look.page[0]}mm", "--page-height", f"{look.page[1]}mm")
    with tempfile.TemporaryDirectory() as folder:
        page = _written(folder, target, html(reports, look, furniture=False, office=True))
        command: list[str | Path] = [
            program("wkhtmltopdf"),
            "-q",
            "--disable-smart-shrinking",
            *size,
            *sides,
            page,
            target,
        ]
        # Qt shuffles its tables, and with them the objects of the PDF, unless told otherwise.
        run(command, target, {**os.environ, "QT_HASH_SEED": "0"})


def _written(folder: str, target: Path, text: str) -> Path:
    page = Path(folder) / f"{target.stem}.html"
    page.write_text(text, encoding="utf-8")
    return page
