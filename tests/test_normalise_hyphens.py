"""Two words over a line's end become one text again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.normalise.hyphens import Joint, WordJoiner, vocabulary

NO_WORDS = WordJoiner(frozenset())
WORDS = st.text(alphabet="abcdefgàèìABCDE-'’./_012\u00ad\u2010,(", max_size=8)


@pytest.mark.parametrize(
    ("left", "right", "text"),
    [
        ("due", "parole", "due parole"),
        ("DICEM-", "BRE", "DICEMBRE"),
        ("dicem-", "bre,", "dicembre,"),
        ("manuten-", "zione", "manutenzione"),
        ("dell'ammini-", "strazione", "dell'amministrazione"),
        ("(manuten-", "zione)", "(manutenzione)"),
        ("digitaliz-", "zazione", "digitalizzazione"),
        ("esclusiva-", "mente", "esclusivamente"),
        ("pre-", "post", "pre-post"),
        ("PRE-", "POST", "PRE-POST"),
        ("e-", "mail", "e-mail"),
        ("E-", "mail", "E-mail"),
        ("famiglia-", "lavoro", "famiglia-lavoro"),
        ("Emilia-", "Romagna", "Emilia-Romagna"),
        ("covid-", "19", "covid-19"),
        ("29-04-", "2020", "29-04-2020"),
        ("parola", "-", "parola -"),
        ("-", "parola", "- parola"),
        ("(-", "28,4%)", "(-28,4%)"),
        ("–", "parola", "– parola"),
        ("Comune/", "Ambito", "Comune/Ambito"),
        ("2019/", "20", "2019/20"),
        ("XI/", "4563", "XI/4563"),
        ("€/", "mq.", "€/mq."),
        ("/", "Ambito", "/ Ambito"),
        ("Ob_", "Obiet050501", "Ob_Obiet050501"),
        ("(gen.-", "mar.),", "(gen.-mar.),"),
        ("(S.U.E.)-", "Ufficio", "(S.U.E.)-Ufficio"),
        (".-", "- parola", ".- - parola"),
    ],
)
def test_hyphens_and_slashes_at_a_line_end(left: str, right: str, text: str) -> None:
    """A word cut by a hyphen is one word again; a compound keeps its hyphen; a lone dash is a word."""
    assert NO_WORDS.join(left, right) == text


@pytest.mark.parametrize(
    ("left", "right", "text"),
    [
        ("dell’", "ente", "dell’ente"),
        ("«l’", "ente»", "«l’ente»"),
        ("l'", "anno", "l' anno"),
        ("DELL'", "AMBITO", "DELL' AMBITO"),
        ("COMUNITA'", "DI", "COMUNITA' DI"),
        ("citta'", "e", "citta' e"),
        ("po'", "di", "po' di"),
        ("E'", "stata", "E' stata"),
        ("'", "parola", "' parola"),
    ],
)
def test_a_typographic_elision_is_glued_and_a_straight_one_is_not(left: str, right: str, text: str) -> None:
    """Programs break a line after `’`, but after `'` only where a space is printed."""
    assert NO_WORDS.join(left, right) == text


def test_the_document_decides_on_an_elision() -> None:
    """A straight elision is glued where the document prints just these words together inside a line."""
    assert WordJoiner(vocabulary(["l'anno"])).join("l'", "anno") == "l'anno"


@pytest.mark.parametrize(
    ("words", "text"),
    [
        (["evase/"], "evase/ Numero"),
        (["Comune/Ambito"], "evase/ Numero"),
        (["evase/Numero"], "evase/Numero"),
    ],
)
def test_a_slash_at_a_line_end_follows_the_document(words: list[str], text: str) -> None:
    """A slash joins words of one kind, a small and a capital one only where the document does so elsewhere."""
    assert WordJoiner(vocabulary(words)).join("evase/", "Numero") == text


@pytest.mark.parametrize(("words", "text"), [(["Comune/Ambito"], "Comune/Ambito"), ([], "Comune /Ambito")])
def test_a_slash_that_begins_a_line_follows_the_document(words: list[str], text: str) -> None:
    """A slash at the beginning of a line joins both words where the document prints them so; either is a guess."""
    joint = WordJoiner(vocabulary(words)).decide("Comune", "/Ambito")
    assert (joint.apply("Comune", "/Ambito"), joint.certain) == (text, False)
    assert WordJoiner(vocabulary(["n.7/2015"])).join("n.219", "/2016") == "n.219 /2016"


def test_numbers_after_an_abbreviation_follow_the_same_text_first() -> None:
    """`n.` and its number are one word where the same text writes them so, whatever the rest of the document does."""
    joiner = WordJoiner(vocabulary(["n.", "136"]))
    assert joiner.join("n.", "12") == "n. 12"
    assert joiner.decide("n.", "12", nearby=["n.328", "del"]) == Joint(0, "", certain=False)


def test_a_mark_that_never_ends_a_line_joins_nothing() -> None:
    """Where a program never breaks after a mark, one at a line's end had a space after it."""
    assert NO_WORDS.decide("Comune/", "Ambito", unbroken="/").glue == " "
    joiner = WordJoiner(vocabulary(["dell'ambito"]))
    assert joiner.decide("dell'", "ambito").glue == ""
    assert joiner.decide("dell'", "ambito", unbroken="/'").glue == " "


@pytest.mark.parametrize(
    ("left", "right", "text"),
    [
        ("ss.mm.", "ii.", "ss.mm.ii."),
        ("ss.mm.", "ii.,", "ss.mm.ii.,"),
        ("ecc.", "Il", "ecc. Il"),
        ("D.P.R.", "n.", "D.P.R. n."),
        ("d.lgs.", "n.", "d.lgs. n."),
        ("art.", "3", "art. 3"),
        ("(C.", "U.C.),", "(C.U.C.),"),
        ("D.P.", "R.", "D.P.R."),
        ("G.", "B.", "G. B."),
    ],
)
def test_an_abbreviation_of_dots_goes_on_only_where_it_can(left: str, right: str, text: str) -> None:
    """`ss.mm.ii.` and `C.U.C.` are one abbreviation; `D.P.R.` and `n.` are two."""
    assert NO_WORDS.join(left, right) == text


def test_two_abbreviations_stay_two_where_the_first_is_known() -> None:
    """What the document prints whole elsewhere does not go on; otherwise either may be, and that is said."""
    assert WordJoiner(vocabulary(["D.P.R."])).join("D.P.R.", "C.E.D.") == "D.P.R. C.E.D."
    assert not NO_WORDS.decide("C.", "U.C.").certain


@pytest.mark.parametrize(
    ("left", "right", "text"),
    [
        ("https://", "www.comune.it/albo", "https://www.comune.it/albo"),
        ("https://ww", "w.comune.it/albo", "https://www.comune.it/albo"),
        ("https://www.comune", ".paese.it/albo", "https://www.comune.paese.it/albo"),
        ("https://www.", "comune.it/albo", "https://www.comune.it/albo"),
        ("https://www.comune.it/", "albo/2020", "https://www.comune.it/albo/2020"),
        ("(https://www.comune.it/atti-", "generali)", "(https://www.comune.it/atti-generali)"),
        ("www.comune.it/albo?", "id=7", "www.comune.it/albo?id=7"),
        ("www.comune.it/alb", "o?id=7", "www.comune.it/albo?id=7"),
        ("www.comune.it", "oppure", "www.comune.it oppure"),
        ("https://www.comune.it.", "Si", "https://www.comune.it. Si"),
        ("del", "www.comune.it", "del www.comune.it"),
        ("aperto?", "No", "aperto? No"),
        ("protocollo", "@pec.comune.it", "protocollo@pec.comune.it"),
        ("protocollo@pec.comune", ".it", "protocollo@pec.comune.it"),
        ("protocollo@pec.", "comune.it", "protocollo@pec.comune.it"),
        ("www.comune.i", "t", "www.comune.it"),
        ("protocollo@pec.comune.it.", "Il", "protocollo@pec.comune.it. Il"),
        ("protocollo@pec.comune.it.", "il", "protocollo@pec.comune.it. il"),
        ("(protocollo@pec.comune.it)", "e", "(protocollo@pec.comune.it) e"),
        ("protocollo@pec.comune.it", "oppure", "protocollo@pec.comune.it oppure"),
    ],
)
def test_an_address_that_a_line_end_cuts_is_one_word(left: str, right: str, text: str) -> None:
    """An address of the web goes on after a mark that ends none, or with what only addresses have."""
    assert NO_WORDS.join(left, right) == text


@pytest.mark.parametrize("hyphen", ["\u00ad", "\u2010"])
def test_a_soft_hyphen_is_a_cut(hyphen: str) -> None:
    """It goes, unless the document prints the compound with its hyphen."""
    assert NO_WORDS.join(f"inter{hyphen}", "ambito") == "interambito"
    joiner = WordJoiner(vocabulary(["inter-ambito"]))
    assert joiner.join(f"inter{hyphen}", "ambito") == "inter-ambito"


@pytest.mark.parametrize(
    ("seen", "left", "right", "text"),
    [
        ("post-scuola", "post-", "scuola", "post-scuola"),
        ("postscuola", "post-", "scuola", "postscuola"),
        ("«Borgofiorito»,", "Borgo-", "fiorito", "Borgofiorito"),
        ("socio-economico", "socio-econo-", "mico", "socio-economico"),
        ("d.g.c.", "D.G.", "C.", "D.G.C."),
        ("ss.mm.", "ss.mm.", "ii.", "ss.mm. ii."),
    ],
)
def test_the_words_of_the_document_decide_first(seen: str, left: str, right: str, text: str) -> None:
    """How a word is printed inside a line is how it is written at a line's end."""
    joiner = WordJoiner(vocabulary([seen]))
    assert joiner.join(left, right) == text
    assert joiner.decide(left, right).certain


def test_a_compound_wins_over_one_word_when_both_are_printed() -> None:
    """Of a word that a document writes both ways, the printed hyphen is kept, and doubted."""
    joiner = WordJoiner(vocabulary(["post-scuola", "postscuola"]))
    assert joiner.decide("post-", "scuola") == Joint(0, "", False)


@pytest.mark.parametrize(
    ("left", "right", "joint"),
    [
        ("due", "parole", Joint(0, " ", True)),
        ("manuten-", "zione", Joint(1, "", True)),
        ("pre-", "post", Joint(0, "", False)),
        ("rovat-", "tina", Joint(1, "", False)),
        ("(lun.-", "ven.)", Joint(0, "", True)),
        ("C.d.S.-", "Giunta", Joint(0, "", False)),
        ("-", "62,5", Joint(0, " ", False)),
    ],
)
def test_a_joint_says_whether_it_is_certain(left: str, right: str, joint: Joint) -> None:
    """Without a witness in the document or the dictionary the best guess is marked as one."""
    assert NO_WORDS.decide(left, right) == joint


def test_a_broken_word_is_put_together_without_any_mark() -> None:
    """The page knows that a narrow column cut a word; the words alone cannot."""
    assert NO_WORDS.join("Ob_Obiet050", "701", broken=True) == "Ob_Obiet050701"
    assert NO_WORDS.join("rendicon", "tazione", broken=True) == "rendicontazione"
    assert NO_WORDS.join("rendicon\u00ad", "tazione", broken=True) == "rendicontazione"


@pytest.mark.parametrize(("left", "right"), [("", "parola"), ("parola", ""), ("", "")])
def test_nothing_on_one_side_adds_nothing(left: str, right: str) -> None:
    """An empty line brings no space."""
    assert NO_WORDS.join(left, right) == left + right


def test_a_vocabulary_has_words_compounds_and_abbreviations_without_punctuation() -> None:
    """Elided articles, quotation marks and commas are no part of a word."""
    assert vocabulary(["«Dell'ente»,", "pre-post", "ss.mm.ii.,"]) >= {
        "dell",
        "ente",
        "pre-post",
        "pre",
        "post",
        "ss.mm.ii.",
    }


@given(left=WORDS, right=WORDS, seen=st.lists(WORDS), broken=st.booleans())
def test_joining_adds_and_drops_only_hyphens_and_one_space(
    left: str, right: str, seen: list[str], broken: bool
) -> None:
    """Any two words give a text with all their other characters, the same one each time; never raises."""
    joiner = WordJoiner(vocabulary(seen))
    joined = joiner.join(left, right, broken=broken)
    bare = str.maketrans("", "", "-\u00ad\u2010 ")
    assert joined.translate(bare) == (left + right).translate(bare)
    assert len(left + right) - 1 <= len(joined) <= len(left + right) + 1
    assert joined == WordJoiner(vocabulary(seen)).join(left, right, broken=broken)


@given(st.text(), st.text())
def test_any_two_texts_join(left: str, right: str) -> None:
    """Returns a value; never raises."""
    assert right in NO_WORDS.join(left, right)


def test_a_hyphen_in_an_address_is_a_question_for_hyphens() -> None:
    """A program that hyphenates cuts addresses, too: a word put together again loses the hyphen."""
    assert NO_WORDS.join("www.comune.it/ser-", "vizi/albo?id=7") == "www.comune.it/servizi/albo?id=7"
    assert NO_WORDS.join("www.comune.it/bandi-di-", "gara") == "www.comune.it/bandi-di-gara"
    assert NO_WORDS.join("www.comune.it/bandi-", "di-gara") == "www.comune.it/bandi-di-gara"
    assert NO_WORDS.join("www.comune.it/bandi-", "2022/albo?id=7") == "www.comune.it/bandi-2022/albo?id=7"


def test_a_lone_dash_at_a_line_end_is_unclear() -> None:
    """A dash may begin an item, with a space after it, or be set right before its word."""
    assert NO_WORDS.decide("-", "Avvio") == Joint(0, " ", certain=False)


def test_a_line_that_ends_inside_an_abbreviation_is_doubted() -> None:
    """`D.` / `Lgs.` is a guess even where the document prints `D.Lgs.`: few programs break a line there."""
    assert WordJoiner(vocabulary(["D.Lgs."])).decide("D.", "Lgs.") == Joint(0, "", certain=False)


def test_a_prefix_that_both_compounds_and_words_have_is_doubted() -> None:
    """The dictionary has a word for `socio-` / `economico`, but many write it with its hyphen."""
    assert NO_WORDS.decide("socio-", "economico") == Joint(1, "", certain=False)


def test_a_prefix_that_is_mostly_written_together_is_doubted() -> None:
    """`anti-` at a line's end was hardly a compound's hyphen, but it may have been."""
    assert NO_WORDS.decide("anti-", "sismica") == Joint(1, "", certain=False)
