"""A hundred scripts as names, texts, IRIs and questions, on every page: none runs in Chromium."""

import os
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from rdflib import RDF, RDFS, SKOS, XSD, Graph, Literal, URIRef
from tests.web.conftest import HERE, Serve, pages_of
from tests.web.test_browser import CHROMIUM

from cetu.answer.concepts import BENEFICIARIES, INSTRUMENTS
from cetu.namespaces import CETU, ID

PAYLOADS = (HERE / "payloads.txt").read_text("utf-8").splitlines()
HARD = os.environ.get("CETU_HARD") == "1"
TRIED = range(0, len(PAYLOADS), 1 if HARD else 10)
"""All with `make test-hard`, every tenth with `make test`."""
ASKED = (
    "/search?q=", "/ask?q=", "/explain?s=", "/bodies?place=", "/questions/tasks-of-body?body=",
    "/editor?query=", "/limits?page=", "/report?severity=", "/?lang=", "/network?about=",
    "/search?kind=task&place=", "/compare?one=document/injected&other=",
    "/questions/timeline?document=",
)  # fmt: skip
"""Where a visitor's words enter a page."""
LISTS = (
    "/", "/bodies", "/instruments", "/beneficiaries", "/limits", "/search?q=ran", "/graph/",
    "/ontology", "/id/document/injected", "/questions/tasks-of-body", "/search?kind=task",
    "/network", "/pictures", "/compare?one=document/injected&other=document/injected",
    "/questions/bodies-and-instruments", "/questions/timeline",
)  # fmt: skip
LOUD = """[...document.querySelectorAll('*')].flatMap((e) => [...e.attributes].filter((a) =>
    a.name.startsWith('on') || (/^(href|src|action|formaction|data)$/.test(a.name)
      && /^\\s*(javascript|vbscript|data):/i.test(a.value)))
    .map((a) => e.tagName + ' ' + a.name + '=' + a.value))"""
"""Attributes that would run something later: at a click, or under the mouse."""

pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason=f"needs Chromium at {CHROMIUM}")


@pytest.fixture(scope="module")
def injected(serve: Serve, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of pages on a graph in which each payload is a name, a text and an IRI."""
    graph = Graph()
    document = URIRef(f"{ID}document/injected")
    graph.add((document, RDF.type, CETU.PolicyDocument))
    graph.add((document, CETU.title, Literal(PAYLOADS[0], "zh")))
    for n, payload in enumerate(PAYLOADS):
        task, body, limit, duty = (
            URIRef(f"{ID}{kind}/x{n}") for kind in ("task", "body", "limit", "responsibility")
        )
        text = Literal(payload, "zh")
        instrument = URIRef(f"{ID}instrument/x{n}")
        use, mention, due = (URIRef(f"{ID}{kind}/x{n}") for kind in ("use", "mention", "due"))
        for triple in (
            (body, RDF.type, CETU.MunicipalBureau),
            (body, RDFS.label, text),
            (body, RDFS.label, Literal(payload, "en")),
            (body, RDFS.seeAlso, URIRef(f"javascript:window.ran={n + 1}")),
            (task, RDF.type, CETU.Task),
            (task, RDFS.label, text),
            (task, CETU.inDocument, document),
            (task, CETU.taskNumber, Literal(payload)),
            (task, CETU.taskOrdinal, Literal(n + 1)),
            (task, CETU.taskText, text),
            (task, CETU.taskTitle, text),
            (task, CETU.responsibleParty, body),
            (task, CETU.hasResponsibility, duty),
            (task, CETU.usesInstrument, instrument),
            (task, CETU.hasLimit, limit),
            (duty, CETU.party, body),
            (duty, CETU.asWritten, text),
            (limit, CETU.asWritten, text),
            (limit, CETU.onInstrument, instrument),
            (task, CETU.hasInstrumentUse, use),
            (use, CETU.instrument, instrument),
            (task, CETU.hasBeneficiaryMention, mention),
            (mention, CETU.beneficiary, URIRef(f"{ID}beneficiary/x{n}")),
            (mention, CETU.asWritten, text),
            (task, CETU.hasDeadline, due),
            (due, CETU.untilDate, Literal("2026-01-01T00:00:00", datatype=XSD.dateTime)),
            (due, CETU.asWritten, text),
        ):
            graph.add(triple)
        for scheme, kind in ((INSTRUMENTS, "instrument"), (BENEFICIARIES, "beneficiary")):
            concept = URIRef(f"{ID}{kind}/x{n}")
            graph.add((concept, RDF.type, SKOS.Concept))
            if kind == "beneficiary":
                graph.add((concept, RDF.type, CETU.BeneficiaryClass))
            graph.add((concept, SKOS.inScheme, URIRef(scheme)))
            graph.add((concept, SKOS.prefLabel, text))
            graph.add((concept, SKOS.definition, text))
    file = tmp_path_factory.mktemp("injected") / "injected.trig"
    said = graph.serialize(format="nt")
    file.write_text(f"<https://w3id.org/cetu/graph/injected> {{ {said} }}", encoding="utf-8")
    with pages_of(serve, "d", HERE, file) as url:
        yield url


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(
            executable_path=str(CHROMIUM), args=["--no-sandbox", "--disable-gpu"]
        )
        yield running
        running.close()


@pytest.fixture
def page(browser: Browser, injected: str) -> Iterator[Page]:
    context = browser.new_context(base_url=injected)
    opened = context.new_page()
    opened.on("dialog", lambda dialog: dialog.dismiss())
    yield opened
    context.close()


def clean(page: Page, path: str) -> None:
    """Open a page; nothing of it has run, and nothing would."""
    page.goto(path)
    clean_now(page, path)


def clean_now(page: Page, path: str) -> None:
    """Nothing of the page that is open has run, and nothing would."""
    assert page.evaluate("window.ran") is None, path
    assert page.evaluate(LOUD) == [], path


def test_there_are_a_hundred() -> None:
    assert len(set(PAYLOADS)) >= 100


def test_no_list_runs_what_things_are_called(page: Page) -> None:
    for path in LISTS:
        clean(page, path)
        clean(page, f"{path}{'&' if '?' in path else '?'}lang=en")


@pytest.mark.parametrize("kind", ["body", "task", "instrument", "beneficiary", "limit"])
def test_no_page_of_a_thing_runs_what_it_is_called(page: Page, kind: str) -> None:
    for number in TRIED:
        clean(page, f"/id/{kind}/x{number}")


def test_no_picture_runs_what_its_marks_are_called(page: Page) -> None:
    for number in TRIED:
        clean(page, f"/network?about=body/x{number}")
        page.locator("figure[data-drawn]").wait_for()
        page.locator("canvas").first.hover()
        clean_now(page, f"/network?about=body/x{number}")


@pytest.mark.parametrize("asked", ASKED)
def test_no_page_runs_what_it_is_asked(page: Page, asked: str) -> None:
    for number in TRIED:
        clean(page, asked + quote(PAYLOADS[number], safe=""))
