"""Labels over line ends and narrow columns."""

from __future__ import annotations

from textwrap import dedent

import pytest

from extractor.layout.chains import Chain, ChainFinder, beginnings
from extractor.parse.labels import label_key
from tests.words import lines, only_scheda, scheda


def find(label: str, drawing: str) -> list[Chain]:
    """Every place of a label in a drawing."""
    finder = ChainFinder(lines(drawing), label_key)
    return finder.chains(beginnings([label_key(label)]))


def printed(chains: list[Chain]) -> list[str]:
    """The words of each chain."""
    return [" ".join(word.text for word in chain.words) for chain in chains]


@pytest.mark.parametrize(
    ("label", "drawing", "words"),
    [
        ("Codice Attività", "Codice Attività    Fasi", "Codice Attività"),
        ("Codice Attività", "CODICE ATTIVITA'", "CODICE ATTIVITA'"),
        ("Valore Raggiunto", "Valore      Indicatore\nRaggiunto   alto", "Valore Raggiunto"),
        ("1° Rilevazione", "1°  Anno\nRi\nlev\nazi\non\ne", "1° Ri lev azi on e"),
        ("Data Inizio Prevista", "    Data\n Inizio\nPrevista", "Data Inizio Prevista"),
        ("% Ragg", "%\nRagg.", "% Ragg."),
        ("% Ragg", "%Ragg.", "%Ragg."),
        ("Entrate - Spese", "Entrate - Spese", "Entrate - Spese"),
        ("Entrate - Spese", "Entrate – Spese", "Entrate – Spese"),
        ("Data Inizio Prev", "Data Inizio Prev. :", "Data Inizio Prev. :"),
        ("Raggiungimento", "Raggiun-\ngimento", "Raggiun- gimento"),
        ("Indirizzi del Documento", "Indirizzi          del Documento", "Indirizzi del Documento"),
        ("Indirizzi del Documento", f"Indirizzi{30 * ' '}del Documento", None),
        ("Codice Attività", "Codice\n\n\nAttività", None),
        ("Codice Attività", "Codice  dell'Attività", None),
        ("Ragg", "% Ragg.", "Ragg."),
        ("Codice Attività", "Codice        Fasi\nsorgente      Attività", None),
    ],
)
def test_label_wherever_its_words_stand(label: str, drawing: str, words: str | None) -> None:
    """A label is found over lines and inside words, but not over white space that parts columns or rows."""
    assert printed(find(label, drawing)) == ([] if words is None else [words])


def test_stretched_words_of_a_justified_label() -> None:
    """Words that a narrow justified line has stretched are still one label, where nothing stands below."""
    assert printed(find("Data Inizio Prev", "Data    Inizio    Prev.")) == ["Data Inizio Prev."]


def test_next_word_below_comes_before_one_far_right() -> None:
    """In a table's header the word under a label is nearer than the one in the next column."""
    assert printed(find("Codice Attività", "Codice   Attività\nAttività   svolte")) == ["Codice Attività"]
    (chain,) = find("Codice Attività", "Codice   Attività\nAttività   svolte")
    assert chain.places[1].line == 1


def test_label_flows_over_a_line_end() -> None:
    """A label in running text goes on at the next line's beginning, left of where it began."""
    assert printed(find("Data Fine Prev", "Inizio 1 marzo,             Data Fine\nPrev.: 2 aprile")) == [
        "Data Fine Prev.:"
    ]


def test_label_does_not_flow_from_the_middle_of_a_line() -> None:
    """With words right of it, a label's last word goes on under it or nowhere."""
    assert find("Data Fine Prev", "Testo             Data Fine  altro\nPrev.: 2 aprile") == []


def test_per_cent_sign_is_a_word() -> None:
    """`% Raggiunto` and `Raggiunto` are two labels."""
    assert find("% Raggiunto", "Valore Raggiunto") == []
    assert printed(find("% Raggiunto", "Valore Raggiunto    %  Raggiunto")) == ["% Raggiunto"]


def test_longer_labels_come_first() -> None:
    """`Budget umane` is looked for before `Budget`, at every beginning that they share."""
    assert beginnings(["a", "abc", "ab"]) == {
        "a": (("abc", "bc"), ("ab", "b"), ("a", "")),
        "ab": (("abc", "c"), ("ab", "")),
        "abc": (("abc", ""),),
    }


def test_box_is_around_the_words() -> None:
    """A chain's box holds all its lines."""
    (chain,) = find("Valore Raggiunto", "Valore\nRaggiunto")
    first, last = chain.words
    assert chain.box == (first.x0, first.top, last.x1, last.bottom)
    assert chain.first_line == 0


def test_alone() -> None:
    """A label is alone when its lines hold nothing else."""
    finder = ChainFinder(lines("Budget risorse\numane\n\nNOTE del servizio"), label_key)
    both = [("Budget risorse umane", True), ("NOTE", False)]
    for label, expected in both:
        (chain,) = finder.chains(beginnings([label_key(label)]))
        assert finder.alone(chain) is expected


def test_run_begins_after_white_space() -> None:
    """A label of a header block begins a line or stands apart from what is left of it."""
    line = "Il RESPONSABILE         RESPONSABILE"
    finder = ChainFinder(lines(line), label_key)
    openings = beginnings([label_key("RESPONSABILE")])
    assert [finder.begins_run(chain.places[0]) for chain in finder.chains(openings)] == [False, True]
    assert [chain.places[0].word for chain in finder.chains(openings, runs=True)] == [2]


def test_starts_between_two_heights() -> None:
    """The search can be held to the lines between some heights."""
    finder = ChainFinder(lines("NOTE\n\nNOTE"), label_key)
    first = finder.lines[0]
    chains = finder.chains(beginnings([label_key("NOTE")]), [(first.top, first.bottom)])
    assert [chain.first_line for chain in chains] == [0]


@pytest.mark.parametrize(
    "text",
    [
        "Le NOTE del servizio sono allegate e la definizione\ndell'obiettivo operativo resta quella.",
        "Restano le informazioni temporali e la descrizione\nfasi già date.",
    ],
)
def test_words_of_a_label_in_prose_open_nothing(text: str) -> None:
    """The words of a heading or a label inside running text are text."""
    found = only_scheda(scheda("Definizione dell'Obiettivo Operativo\n" + dedent(text)))
    assert " ".join((found.definition or "").split()) == " ".join(text.split())
    assert found.notes is None


def test_a_word_of_the_next_column_under_a_label() -> None:
    """A long word under the next label does not hide the word that a label goes on with."""
    assert printed(find("Valore Raggiunto", "  1°   Valore\nRilevazioni Raggiunto")) == ["Valore Raggiunto"]
