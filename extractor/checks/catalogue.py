"""Every kind of finding, for people: `python -m extractor.checks.catalogue FOLDER` writes findings.md."""

from __future__ import annotations

import sys
from pathlib import Path

from extractor.checks import CHECKS
from extractor.records import Severity
from extractor.write.aside import replace_files

WHILE_READING: dict[str, tuple[Severity, str]] = {
    "cell_crosses_edge": (
        "warning",
        "A word reaches over the edge of its column: it may belong to two cells.",
    ),
    "codes_disagree": ("warning", "A row's number differs from the one that the name's cell repeats."),
    "columns_uncertain": (
        "warning",
        "Neither a drawn line nor white space parts two columns of a table all the way down.",
    ),
    "cover_missing": ("warning", "No cover says whose report this is and of which year."),
    "date_impossible": ("warning", "A day that no calendar has is printed; the value is null."),
    "date_partial": ("warning", "A date without day, month or year is printed; the value is null."),
    "date_unreadable": (
        "warning",
        "Something that is no date is printed where one belongs; the value is null.",
    ),
    "header_unknown": ("warning", "A table's header has words of no column that is known."),
    "heading_not_read": ("warning", "The heading of a section that was not read stands in another one."),
    "label_in_text": ("info", "The words of a label stand in a text, but not as a label."),
    "label_not_read": (
        "warning",
        "A label stands among words that no value holds, and its own value is null.",
    ),
    "letter_guessed": (
        "info",
        "The file says wrong what some letters are; read is what makes words of the dictionary of all their words.",
    ),
    "letter_unknown": (
        "warning",
        "The file does not say what letter one of its shapes is, or says what no Italian text has.",
    ),
    "line_end_uncertain": (
        "info",
        "A line ends where one word may end or go on, and the document does not tell.",
    ),
    "mission_unknown": ("warning", "The mission is not on the official list; its code is null."),
    "number_ambiguous": ("warning", "A number can be read as more than one; the value is null."),
    "number_out_of_range": (
        "warning",
        "A number has more digits than any destination holds; the value is null.",
    ),
    "number_placeholder": ("info", "A dash or the like stands where a number belongs; the value is null."),
    "number_unreadable": (
        "warning",
        "Something that is no number is printed where one belongs; the value is null.",
    ),
    "objective_code_missing": (
        "warning",
        "No activity code is printed, so the objective has no code; of a scheda without rows, only a remark.",
    ),
    "objective_code_unreadable": ("warning", "An activity code has too few digits to tell its objective."),
    "objective_codes_disagree": ("warning", "The activity codes of a scheda belong to several objectives."),
    "paragraph_end_uncertain": ("info", "The lines do not show for certain where the expected result ends."),
    "printed_twice": ("info", "Lines that end a page and begin the next one; they are read once."),
    "programme_unknown": ("warning", "The programme is not on the official list; its code is null."),
    "row_edge_uncertain": (
        "info",
        "A row stands near a page's edge in a table without drawn rows: it and its neighbours may share lines.",
    ),
    "rows_uncertain": (
        "warning",
        "Nothing shows for certain whether a row is one, two, or a part of its neighbour.",
    ),
    "row_without_code": (
        "warning",
        "A row lacks the code or number that every row has; of people, only a remark.",
    ),
    "row_without_text": (
        "warning",
        "A row has codes or numbers and no text: it may be a part of another; only a remark where all cells are level.",
    ),
    "table_without_header": (
        "warning",
        "A section has text but no header row that is known; no value holds it.",
    ),
    "sections_side_by_side": (
        "warning",
        "The headings of two sections stand beside one another: what is below them may be of either.",
    ),
    "section_end_uncertain": (
        "info",
        "A cover stands below a section on its page: the last lines of the section may belong to the cover.",
    ),
    "text_not_used": ("info", "Words that no value holds, nor label, running head or foot."),
    "value_cut": ("error", "A value is longer than the limits allow; its end is missing."),
    "year_unreadable": (
        "warning",
        "Something that is no year is printed where one belongs; the value is null.",
    ),
}
"""What is found while a document is read."""
READ_TWICE: dict[str, tuple[Severity, str]] = {
    "readings_differ": (
        "warning",
        "Two engines read a value differently; only spaces and hyphens: a remark.",
    ),
    "second_reading_failed": ("info", "The second engine could not read what was doubtful."),
}
"""What the second reading finds."""
CORRECTED: dict[str, tuple[Severity, str]] = {
    "correction_not_applied": (
        "warning",
        "What a person said of a value does not fit what is read there now.",
    ),
}
"""What is found when corrections are applied."""


def catalogue() -> str:
    """The page, in Markdown."""
    parts = [
        "# Findings\n\nWhat a diagnostic's `code` means. `warning`: look at the value; `info`: a remark.\n"
    ]
    checks = {check.code: (check.severity, check.about) for check in CHECKS}
    for title, found in (
        ("While reading", WHILE_READING),
        ("When values are held against each other", checks),
        ("When what is doubtful is read twice", READ_TWICE),
        ("When what people said of values is applied", CORRECTED),
    ):
        rows = (
            f"| `{code}` | {severity} | {' '.join(about.split())} |"
            for code, (severity, about) in found.items()
        )
        parts.append(
            "\n".join([f"\n## {title}\n", "| code | severity | what it says |", "|---|---|---|", *rows, ""])
        )
    parts.append(
        "\nThe second table gives the rule that is broken. It counts only where the document itself keeps it in four "
        "cases of\nfive at least. A finding on values that two engines read alike becomes `info`: the document says so "
        "itself.\n"
    )
    return "".join(parts)


def main(folder: Path) -> None:
    """Write the page into a folder."""
    replace_files({folder / "findings.md": catalogue().encode()})


if __name__ == "__main__":
    main(Path(sys.argv[1]))
