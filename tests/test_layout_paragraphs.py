"""Where paragraphs end."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from extractor.layout.lines import make_line
from extractor.layout.paragraphs import ParagraphHabits, is_close_call, split_paragraphs, usual_leading
from tests.words import ADVANCE, LEADING, LEFT, lines

WORDS = "il sentiero del monte resta aperto anche quando cade molta neve e la fonte gela di notte".split()


def paragraphs(drawing: str, *more: str, edge: float | None = None, spaced: bool = False) -> list[str]:
    """The paragraphs of drawings that stand on consecutive pages."""
    found = [line for number, each in enumerate((drawing, *more), 1) for line in lines(each, number)]
    return [" / ".join(line.text for line in part) for part in split_paragraphs(found, edge, spaced=spaced)]


def filled(sentence: list[str], width: int) -> list[str]:
    """Lines as a program fills them: a word goes on the line where it fits."""
    found = [""]
    for word in sentence:
        longer = f"{found[-1]} {word}".strip()
        if len(longer) > width:
            found.append(word)
        else:
            found[-1] = longer
    return found


def test_ragged_text() -> None:
    """A paragraph ends where the next line's first word would still have fitted."""
    drawing = """
        Il sentiero del monte resta aperto
        anche quando nevica.
        La fonte gela soltanto di notte e
        si scioglie.
    """
    assert paragraphs(drawing) == [
        "Il sentiero del monte resta aperto / anche quando nevica.",
        "La fonte gela soltanto di notte e / si scioglie.",
    ]


def test_long_word_does_not_end_a_paragraph() -> None:
    """A line that ends early because a long word follows goes on."""
    drawing = """
        Il sentiero del monte resta aperto
        anche di
        contemporaneamentelunghissimanotte.
    """
    assert len(paragraphs(drawing)) == 1


def test_an_amount_goes_on_the_next_line_with_its_sign() -> None:
    """A currency's sign that would have fitted alone ends no paragraph, for its amount would not."""
    drawing = """
        Il sentiero del monte è costato fino
        ad oggi ben una somma di
        € 1.919.545,66.
    """
    assert len(paragraphs(drawing)) == 1


def test_an_end_where_the_text_goes_on_in_small_letters_is_a_close_call() -> None:
    """Where a paragraph would end without a mark, and the next begin with a small letter, either may be."""
    before, small, capital = lines("il sentiero del\nmonte resta aperto\nLa fonte gela")
    assert is_close_call(before, small, 900.0, ends=True)
    assert not is_close_call(before, capital, 900.0, ends=True)


def test_justified_text() -> None:
    """In justified text a line that is not full ends its paragraph, though no word would have fitted."""
    justified = """
        Il  sentiero del monte resta aperto
        anche  quando  cade molta neve e la
        fonte gela di notte e poi si scalda
        al sole della mattina di marzo.
        Straordinariamente   si  aprono  le
        vie  del  bosco e i prati del monte
    """
    ragged = """
        Il sentiero del monte resta aperto
        anche quando cade molta neve e
        ghiaccio e la fonte gela di notte
        al sole della mattina di marzo.
        Straordinariamente si aprono le
        vie del bosco e tutti i prati alti
    """
    assert [len(part.split(" / ")) for part in paragraphs(justified)] == [4, 2]
    assert [len(part.split(" / ")) for part in paragraphs(ragged)] == [6]


def test_space_between() -> None:
    """More than the usual distance of lines ends a paragraph, though its last line is full."""
    drawing = """
        Il sentiero del monte resta aperto
        anche quando nevica oppure grandina

        La fonte gela soltanto nelle notti
        di gennaio e poi si scioglie subito
    """
    assert len(paragraphs(drawing)) == 2


def test_spaced_document_ignores_lines_that_end_early() -> None:
    """Where paragraphs are set apart by space, a line that ends early ends none."""
    drawing = """
        Il sentiero del monte resta aperto
        anche se
        nevica oppure grandina molto forte

        La fonte gela
    """
    assert len(paragraphs(drawing)) == 3
    assert len(paragraphs(drawing, spaced=True)) == 2


def test_goes_on_over_a_page() -> None:
    """A page break in the middle of a paragraph ends nothing."""
    assert paragraphs("Il sentiero del monte resta", "aperto anche di notte") == [
        "Il sentiero del monte resta / aperto anche di notte"
    ]


def test_ends_at_a_page_break() -> None:
    """A last line of a page that ends early ends its paragraph."""
    first = "Il sentiero del monte resta aperto\nanche di notte."
    assert len(paragraphs(first, "La fonte gela soltanto di notte e")) == 2


def test_line_that_ends_with_a_hyphen_goes_on() -> None:
    """A cut word never ends a paragraph, however short its line is."""
    assert len(paragraphs("Il sentiero del monte resta aperto\nanche quan-\ndo nevica.")) == 1


def test_right_edge_of_the_document_for_short_texts() -> None:
    """Two short lines are two paragraphs where text in this document runs much further right."""
    drawing = "Legno e ghiaia.\nPietre del fiume."
    assert len(paragraphs(drawing)) == 1
    assert len(paragraphs(drawing, edge=LEFT + 90 * ADVANCE)) == 2


def test_no_lines() -> None:
    """No text has no paragraphs."""
    assert split_paragraphs([]) == []


def test_usual_leading() -> None:
    """The distance of lines is that of the closer ones, and unknown on a page with a single line."""
    assert usual_leading(lines("a\nb\n\nc\nd")) == LEADING
    assert usual_leading(lines("a")) is None
    assert usual_leading([*lines("a"), *lines("b", 2)]) is None


@given(
    st.lists(st.lists(st.sampled_from(WORDS), min_size=32, max_size=60), min_size=1, max_size=4),
    st.integers(24, 60),
)
def test_filled_paragraphs_set_apart_by_space(sentences: list[list[str]], width: int) -> None:
    """Paragraphs of two lines or more with an empty line between come out as they are, wherever lines end."""
    parts = [filled(sentence, width) for sentence in sentences]
    drawing = "\n\n".join("\n".join(part) for part in parts)
    found = split_paragraphs(lines(drawing), LEFT + width * ADVANCE, spaced=True)
    assert [[line.text for line in part] for part in found] == parts


@given(
    st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=40), min_size=1, max_size=4),
    st.integers(24, 60),
)
def test_lines_are_kept(sentences: list[list[str]], width: int) -> None:
    """Every line is in one paragraph, in order."""
    drawn = lines("\n".join(line for sentence in sentences for line in filled(sentence, width)))
    found = split_paragraphs(drawn)
    assert [line for part in found for line in part] == drawn


def test_habits_need_two_witnesses() -> None:
    """Several lines that end early must show that a document sets its paragraphs apart by space."""
    apart = lines(
        "il monte resta aperto a tutti gli ospiti\nil bosco resta chiuso\n\nla fonte resta aperta a tutti"
    )
    edge = max(line.x1 for line in apart)
    habits = ParagraphHabits()
    habits.learn(ParagraphHabits.running(apart), edge)
    assert not habits.spaced
    habits.learn(ParagraphHabits.running(apart), edge)
    assert habits.spaced


def test_habits_are_those_of_running_text() -> None:
    """Lines of few words, as in lists and cells, and lines that begin elsewhere are no running text."""
    assert ParagraphHabits.running(lines("uno due tre\nuno due tre")) == []
    assert ParagraphHabits.running(lines("uno due tre quattro\n    uno due tre quattro")) == []
    assert len(ParagraphHabits.running(lines("uno due tre quattro\ncinque sei sette otto"))) == 1


def test_paragraphs_a_little_apart() -> None:
    """A small further step ends a paragraph where a sentence ends and another begins, and nowhere else."""
    found = lines("Il sentiero resta aperto.\nLa fonte gela.\nIl ponte\nè chiuso.")
    moved = [
        make_line(
            1, [word._replace(top=word.top + 2 * at, bottom=word.bottom + 2 * at) for word in line.words]
        )
        for at, line in zip((0, 0, 1, 2), found, strict=True)
    ]
    assert [[line.text for line in part] for part in split_paragraphs(moved, spaced=True)] == [
        ["Il sentiero resta aperto.", "La fonte gela."],
        ["Il ponte", "è chiuso."],
    ]


def test_a_cut_address_ends_no_paragraph() -> None:
    """A line that ends early inside an address of the web goes on."""
    assert paragraphs(
        "Si veda l'albo del comune di Vallebella:\nwww.comune.it/albo?\nid=7 per gli atti."
    ) == ["Si veda l'albo del comune di Vallebella: / www.comune.it/albo? / id=7 per gli atti."]


def test_no_paragraph_ends_with_a_slash() -> None:
    """What a slash joins goes on, however early the line ends."""
    drawing = """
        Valore dei contributi erogati/
        Valore degli stanziamenti del bilancio
        di previsione.
    """
    assert len(paragraphs(drawing)) == 1


def test_paragraphs_of_an_even_text_need_no_full_stop() -> None:
    """Where lines are equally far apart but for one that begins as a paragraph does, one begins there."""
    first = filled("il rifugio apre a maggio e resta aperto fino alle prime nevicate abbondanti".split(), 30)
    second = filled("Restano ferme le regole di sempre su chi dorme e mangia in quota d'inverno".split(), 30)
    text = "\n".join(["R" + first[0][1:], *first[1:]])
    top = 40.0 + LEADING * len(first) + 0.25 * LEADING
    found = lines({40.0: text, top: "\n".join(second)})
    assert [len(part) for part in split_paragraphs(found, max(line.x1 for line in found))] == [
        len(first),
        len(second),
    ]
