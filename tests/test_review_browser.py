"""The review pages in a real browser: what lights up, what is found, what is handed in, what cannot get in."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from jsonschema import Draft202012Validator
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

from extractor.cli import main
from extractor.corrections.model import schema
from extractor.corrections.values import value_at
from extractor.review.site import review
from tests.review_site import HOSTILE, HOSTILE_NAME, Site, make_site, read_documents

CHROMIUM = shutil.which("chromium")
OPTIONS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
)
TARGET = "/reports/0/schede/0/indicators/0/target"
GRAVE = frozenset({"serious", "critical"})

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium: scripts/install-browser.sh installs it"),
    pytest.mark.xdist_group("browser"),
]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site that tests only look at."""
    return make_site(tmp_path_factory.mktemp("site"))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=list(OPTIONS))
        yield started
        started.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of a window with nothing remembered; whatever fails in it, or leaves the disk, fails the test."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
    context.set_default_timeout(15_000)
    opened = context.new_page()
    wrong: list[str] = []
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    opened.on("requestfailed", lambda request: wrong.append(request.url))
    opened.on(
        "request",
        lambda request: None if request.url.startswith(("file:", "blob:")) else wrong.append(request.url),
    )
    yield opened
    context.close()
    assert wrong == []


def value(page: Page, path: str) -> Locator:
    """The value of a path."""
    return page.locator(f".value[data-path='{path}']")


def in_sight(box: Locator) -> bool:
    """Whether a box on a page is inside the part of the pane that is seen."""
    seen: bool = box.evaluate(
        """box => { const at = box.getBoundingClientRect();
        const pane = document.getElementById('pages').getBoundingClientRect();
        return at.top >= pane.top && at.bottom <= pane.bottom && at.width > 0; }"""
    )
    return seen


@pytest.mark.parametrize("how", ["focus", "hover"])
def test_a_value_lights_up_its_box_and_the_page_comes(site: Site, page: Page, how: str) -> None:
    """The boxes of the value in hand, and no others, are lit, at their place, and scrolled into sight."""
    page.goto(site.page_of("valdombra"))
    notes = value(page, "/reports/0/schede/1/notes")
    notes.scroll_into_view_if_needed()
    getattr(notes, how)()
    lit = page.locator("rect.lit")
    places = site.documents["valdombra"].provenance["/reports/0/schede/1/notes"]
    expect(lit).to_have_count(len(places))
    expect(notes).to_have_class("value text lit")
    assert in_sight(lit.first)
    drawn = lit.first.evaluate("box => [box.closest('figure').id, box.x.baseVal.value, box.y.baseVal.value]")
    assert drawn[0] in {f"p{place.page}" for place in places}
    assert any(abs(place.bbox[0] - drawn[1]) < 3 and abs(place.bbox[1] - drawn[2]) < 3 for place in places), (
        drawn
    )
    other = value(page, "/reports/0/schede/1/objective")
    getattr(other, how)()
    expect(other).to_have_class("value text lit")
    expect(notes).to_have_class("value text")


def test_a_box_leads_to_its_value(site: Site, page: Page) -> None:
    """A click on a box moves the focus to the value, and the value into sight."""
    page.goto(site.page_of("valdombra"))
    amount = value(page, "/reports/0/schede/0/budget/planned_expenditure/0/amount")
    number = (amount.get_attribute("id") or "").removeprefix("v")
    page.locator(f"rect[data-v='{number}']").first.scroll_into_view_if_needed()
    page.locator(f"rect[data-v='{number}']").first.click()
    expect(amount).to_be_focused()
    expect(amount).to_be_in_viewport()


def test_findings_lead_to_their_values_and_back(site: Site, page: Page) -> None:
    """Each finding is listed with its sentence, leads to its value, and the value's mark leads back."""
    page.goto(site.page_of("valdombra"))
    findings = site.documents["valdombra"].diagnostics
    assert findings
    rows = page.locator("table.findings tbody tr")
    expect(rows).to_have_count(len(findings))
    first = findings[0]
    assert first.path is not None
    expect(rows.first).to_contain_text(first.message)
    rows.first.get_by_role("link", name="vai al valore").click()
    expect(value(page, first.path)).to_be_focused()
    expect(page.locator("rect.lit").first).to_be_visible()
    page.get_by_role("link", name="segnalazione 1").click()
    expect(page.locator("#f1")).to_be_focused()


def test_a_link_from_outside_opens_the_value(site: Site, page: Page) -> None:
    """The results link to values; such a link lights the value up."""
    page.goto(site.page_of("valdombra", ".results"))
    page.locator("table.chart tbody th a").first.click()
    expect(page.locator(".value.lit")).to_have_count(1)
    assert in_sight(page.locator("rect.lit").first)


def test_arrows_move_from_value_to_value(site: Site, page: Page) -> None:
    """One stop for each block: the arrows go on from there, Home and End to its ends, Tab leaves it."""
    page.goto(site.page_of("valdombra"))
    page.locator(".skip").focus()
    page.keyboard.press("Enter")
    entity, year = (value(page, f"/reports/0/{name}") for name in ("entity", "year"))
    entity.focus()
    for _ in range(3):
        page.keyboard.press("ArrowDown")
    expect(year).to_be_focused()
    page.keyboard.press("Home")
    expect(entity).to_be_focused()
    page.keyboard.press("End")
    expect(value(page, "/reports/0/manager")).to_be_focused()
    page.keyboard.press("Tab")
    expect(value(page, "/reports/0/schede/0/objective_code")).to_be_focused()
    assert page.locator(".value[tabindex='0']").count() == page.locator(".values").count()


def test_corrections_go_from_the_page_into_the_record(site: Site, page: Page, tmp_path: Path) -> None:
    """Typed on the page, downloaded, applied: the record has the value, and the page of it says who gave it."""
    own = Site(shutil.copytree(site.out, tmp_path / "out"), site.documents)
    page.goto(own.page_of("valdombra"))
    value(page, TARGET).focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Che cosa c'è scritto").fill("1234,50")
    page.keyboard.press("Enter")
    expect(dialog).to_be_hidden()
    expect(value(page, TARGET)).to_be_focused()
    value(page, "/reports/0/schede/0/planned_end").click()
    dialog.get_by_label("Che cosa c'è scritto").fill("2022-11-30")
    dialog.get_by_role("button", name="Salva").click()
    page.locator(f"#{value(page, '/reports/0/entity').get_attribute('id')}").focus()
    page.keyboard.press(" ")
    dialog.get_by_role("button", name="È giusto").click()
    value(page, "/reports/0/schede/0/condition").click()
    dialog.get_by_label("Che cosa c'è scritto").fill("IN CORSO")
    dialog.get_by_role("button", name="Salva").click()
    value(page, "/reports/0/schede/0/notes").click()
    dialog.get_by_label("Sulla pagina non c'è nulla").check()
    dialog.get_by_role("button", name="Salva").click()
    expect(page.locator("#said")).to_contain_text("Correzioni da scaricare: 5")
    page.reload()
    expect(page.locator(".value[id].pending")).to_have_count(5)

    page.get_by_label("Il vostro nome").fill("Ufficio <controllo>")
    with page.expect_download() as download:
        page.get_by_role("button", name="Scarica").click()
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    Draft202012Validator(schema()).validate(json.loads(file.read_text(encoding="utf-8")))
    assert main(["correct", str(own.out), str(file)]) == 0
    document = read_documents(own.out)["valdombra"]
    scheda = document.reports[0].schede[0]
    assert value_at(document, TARGET) == Decimal("1234.50")
    assert (str(scheda.planned_end), scheda.condition, scheda.notes) == ("2022-11-30", "IN CORSO", None)
    (place, *_) = document.provenance[TARGET]
    assert place.correction is not None
    assert (place.correction.by, place.correction.verdict) == ("Ufficio <controllo>", "corrected")

    review(own.out)
    page.goto(own.page_of("valdombra"))
    expect(page.locator(".value[id].pending")).to_have_count(0)
    expect(value(page, TARGET)).to_have_text("1.234,50")
    expect(page.locator(".said[title]")).to_have_count(5)
    value(page, TARGET).click()
    expect(dialog).to_contain_text("Detto da Ufficio <controllo> il")
    expect(dialog).to_contain_text("38.000")
    dialog.get_by_role("button", name="Togli").click()
    expect(page.locator("#said")).to_contain_text("Correzioni da scaricare: 1")


def test_what_is_no_value_of_its_kind_is_told_at_once(site: Site, page: Page) -> None:
    """What is typed is not guessed at: the dialog stays open and says what is wrong; nothing is kept of it."""
    page.goto(site.page_of("valdombra"))
    dialog = page.get_by_role("dialog")
    for path, typed, said in (
        (TARGET, "1.234", "Non si legge come numero"),
        (TARGET, "1.234,567,8", "Non si legge come numero"),
        (TARGET, "12,34567", "Non si legge come numero"),
        (TARGET, "", "Non si legge come numero"),
        ("/reports/0/year", "20 22", "Non è un numero intero"),
        ("/reports/0/schede/0/planned_end", "", "Manca il giorno"),
        ("/reports/0/entity", "  ", "Manca il testo"),
    ):
        value(page, path).click()
        dialog.get_by_label("Che cosa c'è scritto").fill(typed)
        dialog.get_by_role("button", name="Salva").click()
        expect(dialog.get_by_role("alert")).to_contain_text(said)
        page.keyboard.press("Escape")
        expect(dialog).to_be_hidden()
        expect(value(page, path)).to_be_focused()
    expect(page.locator("#said")).to_have_text("Nessuna correzione da scaricare.")


def test_the_archive_is_searched_filtered_and_sorted(site: Site, page: Page) -> None:
    """Search ignores accents and case, filters combine, and a column sorts both ways; the count is said."""
    page.goto(site.url("index.html"))
    rows = page.locator("#inputs tbody tr:not([hidden])")
    expect(rows).to_have_count(5)
    page.get_by_label("Cerca").fill("CITTA valdombra")
    expect(rows).to_have_count(1)
    expect(page.locator("#shown")).to_have_text("1 di 5 file")
    page.get_by_label("Cerca").fill("")
    page.get_by_label("Stato").select_option("failed")
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text("Controllare che siano schede obiettivo")
    page.get_by_label("Stato").select_option("")
    page.get_by_label("Segnalazioni", exact=True).select_option("open")
    expect(rows).to_have_count(2)
    page.get_by_label("Segnalazioni", exact=True).select_option("")
    page.get_by_label("Errore", exact=True).select_option("no_scheda_found")
    expect(rows).to_have_count(1)
    page.get_by_label("Errore", exact=True).select_option("")
    pages = page.get_by_role("button", name="Pagine", exact=True)
    pages.click()
    pages.click()
    expect(page.get_by_role("columnheader", name="Pagine")).to_have_attribute("aria-sort", "descending")
    expect(rows.first).to_contain_text("valdombra")
    rows.first.get_by_role("link", name="valdombra").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("valdombra")


def test_languages_lead_to_each_other(site: Site, page: Page) -> None:
    """Every page has its twin in the other language, which says so to a screen reader."""
    for name in ("index", "results"):
        page.goto(site.url(f"{name}.html"))
        page.get_by_role("link", name="English").click()
        expect(page.locator("html")).to_have_attribute("lang", "en")
        page.get_by_role("link", name="Italiano").click()
        expect(page.locator("html")).to_have_attribute("lang", "it")
    page.goto(site.page_of("valdombra"))
    page.get_by_role("link", name="English").click()
    expect(value(page, TARGET)).to_have_text("38000")
    expect(page.get_by_role("heading", name="Findings")).to_be_visible()


@pytest.mark.parametrize("suffix", ["", ".results.en"])
def test_a_document_cannot_put_markup_or_script_into_its_pages(site: Site, page: Page, suffix: str) -> None:
    """Whatever a PDF prints stands there as text, to the character, and nothing of it runs."""
    page.goto(site.page_of(HOSTILE_NAME.partition("-")[0], suffix))
    assert page.evaluate("window.hacked") is None
    assert page.locator("img:not([src*='/pages/']), svg[onload], [onerror]").count() == 0
    if "results" not in suffix:
        values = page.locator(".value.text[data-path]:not(.null)")
        assert values.count() > 5
        assert set(values.all_text_contents()) == {HOSTILE}
        expect(page.locator("table.findings")).to_contain_text(HOSTILE)
        values.first.click()
        expect(page.locator("#edit-now")).to_have_text(HOSTILE)
        expect(page.locator("#edit-text")).to_have_value(HOSTILE)
    expect(page.get_by_role("heading", level=1)).to_contain_text(HOSTILE_NAME)


@pytest.mark.parametrize("name", ["index.html", "results.en.html"])
def test_a_file_name_cannot_either(site: Site, page: Page, name: str) -> None:
    """The archive shows names of files and of errors as they are."""
    page.goto(site.url(name))
    assert page.evaluate("window.hacked") is None
    assert page.locator("img, svg[onload], [onerror]").count() == 0
    if name.startswith("index"):
        expect(page.locator("#inputs")).to_contain_text(HOSTILE_NAME)


def test_no_script_runs_that_is_not_the_sites_own(site: Site, browser: Browser) -> None:
    """Were some markup to slip in, the page's policy would still keep its script from running."""
    page = browser.new_page()
    page.goto(site.page_of("valdombra"))
    page.evaluate(
        """() => {
        window.refused = [];
        addEventListener('securitypolicyviolation', event => window.refused.push(event.violatedDirective));
        const script = document.createElement('script');
        script.textContent = 'window.hacked = 1';
        const image = document.createElement('div');
        image.innerHTML = '<img src="data:," onerror="window.hacked = 1"><p style="color: red">';
        document.body.append(script, image);
        }"""
    )
    page.wait_for_function("window.refused.length >= 3")
    assert page.evaluate("window.hacked") is None
    page.close()


@pytest.mark.parametrize(
    ("name", "scheme"),
    [
        ("index.html", "light"),
        ("index.en.html", "dark"),
        ("results.html", "dark"),
        ("document", "light"),
        ("document", "dark"),
        ("document.results", "light"),
    ],
)
def test_assistive_technology_finds_nothing_grave(site: Site, page: Page, name: str, scheme: str) -> None:
    """axe-core has no serious finding, in either colour scheme, nor with a value in hand or its dialog open."""
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(site.page_of("valdombra", name.removeprefix("document")) if "doc" in name else site.url(name))
    assert grave(page) == []
    if (name, scheme) == ("document", "light"):
        value(page, TARGET).focus()
        assert grave(page) == []
        page.keyboard.press("Enter")
        assert grave(page) == []


def grave(page: Page) -> list[str]:
    """What axe-core finds that matters."""
    found = Axe().run(page, options={"preload": False}).response["violations"]
    return [
        f"{one['id']}: {node['html']}" for one in found if one["impact"] in GRAVE for node in one["nodes"]
    ]


def test_paper_shows_the_records_alone(site: Site, page: Page) -> None:
    """Printed, a document is its records: no page images, no controls."""
    page.goto(site.page_of("valdombra"))
    page.emulate_media(media="print")
    expect(page.locator("#pages")).to_be_hidden()
    expect(page.locator("#corrections")).to_be_hidden()
    expect(value(page, "/reports/0/schede/1/notes")).to_be_visible()
