"""Accepting a candidate: it becomes a concept of the vocabulary of instruments, and is found."""

import os
import re
import tempfile
from pathlib import Path

import pypinyin
from rdflib import RDF, SKOS, Graph, Literal, URIRef

from cetu.errors import CetuError
from cetu.namespaces import ID

_VOCABULARY = Path("ontology") / "vocabulary" / "instruments.ttl"
_SCHEME = ID["scheme/instruments"]
_ASCII = re.compile("[A-Za-z0-9]+")
_WORDS = re.compile(r"[\w（）()“”·+＋—-]{2,40}")


class CandidateRefused(CetuError):
    """Words that may not become a concept: already a label, malformed, or under no concept."""

    status, exit_code, slug = 409, 40, "candidate-refused"


def accept(root: Path, words: str, parent: str, *, en: str = "", source: str = "") -> URIRef:
    """Write the instrument called `words` into the vocabulary under `root`; return its IRI.

    `parent` is the key or the IRI of the concept above it (`loan-product`); the new one has its
    classes. `en` is its English name (the pinyin of `words` without one), `source` where the words
    were read. One block is appended: the rest of the file stays as it is, and the file is replaced
    whole or not at all.

    Raises:
        CandidateRefused: `words` are no name, a label already, or `parent` is no instrument.
    """
    path = root / _VOCABULARY
    text = path.read_text(encoding="utf-8")
    graph = Graph().parse(data=text, format="turtle")
    words = words.strip()
    above = URIRef(parent) if parent.startswith(str(ID)) else ID[f"instrument/{parent}"]
    _refuse(graph, words, above)
    concept = _iri(graph, words)
    block = _block(graph, (concept, above), words, en or _pinyin(words), source)
    Graph().parse(data=text + block, format="turtle")
    _replace(path, text.rstrip("\n") + "\n" + block)
    return concept


def _refuse(graph: Graph, words: str, above: URIRef) -> None:
    if not _WORDS.fullmatch(words):
        raise CandidateRefused(
            f"“{words}” is not a name of 2 to 40 characters without punctuation.",
            f"“{words}”不是名称：须为2至40个字，不含标点。",
        )
    for predicate in (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel):
        for concept in graph.subjects(predicate, Literal(words, lang="zh")):
            raise CandidateRefused(
                f"“{words}” is a label of {concept} already.",
                f"“{words}”已经是 {concept} 的名称。",
                hint="Nothing was changed.",
                hint_zh="没有改动。",
            )
    if (above, SKOS.inScheme, _SCHEME) not in graph:
        raise CandidateRefused(
            f"{above} is no concept of the vocabulary of instruments.",
            f"{above} 不是政策工具表中的概念。",
            hint="Name a concept of ontology/vocabulary/instruments.ttl, such as loan-product.",
            hint_zh="请写 ontology/vocabulary/instruments.ttl 中的概念，如 loan-product。",
        )


def _iri(graph: Graph, words: str) -> URIRef:
    """Return an IRI that no concept has: the pinyin of the words, with a number if taken."""
    key = _pinyin(words).replace(" ", "-")
    taken = {str(subject) for subject in graph.subjects(RDF.type, SKOS.Concept)}
    number, iri = 1, ID[f"instrument/{key}"]
    while str(iri) in taken:
        number += 1
        iri = ID[f"instrument/{key}-{number}"]
    return iri


def _pinyin(words: str) -> str:
    """Return ASCII syllables with spaces between them."""
    found = pypinyin.lazy_pinyin(words, errors=lambda rest: " ".join(_ASCII.findall(rest)))
    return " ".join(" ".join(found).split()).lower()


def _block(graph: Graph, place: tuple[URIRef, URIRef], words: str, en: str, source: str) -> str:
    concept, above = place
    kinds = sorted(str(kind) for kind in set(graph.objects(above, RDF.type)) - {SKOS.Concept})
    classes = " , ".join(["skos:Concept", *(f"cetu:{kind.rpartition('#')[2]}" for kind in kinds)])
    kind_zh, kind_en = _label(graph, above, "zh"), _label(graph, above, "en")
    definition = f"名为“{words}”的政策工具，属于{kind_zh}；由候选词收录。"
    english = f"An instrument called {words}, under “{kind_en}”; taken from the candidates."
    lines = [
        f"<{concept}> a {classes} ;",
        f"    skos:prefLabel {_quoted(words)}@zh , {_quoted(en)}@en ;",
        f"    skos:definition {_quoted(definition)}@zh ,",
        f"        {_quoted(english)}@en ;",
        *([f"    dcterms:source {_quoted(source)}@zh ;"] if source.strip() else []),
        f"    skos:broader <{above}> ;",
        f"    skos:inScheme <{_SCHEME}> .",
    ]
    return "\n" + "\n".join(lines) + "\n"


def _label(graph: Graph, concept: URIRef, tag: str) -> str:
    for label in graph.objects(concept, SKOS.prefLabel):
        if isinstance(label, Literal) and label.language == tag:
            return str(label)
    return ""


def _quoted(words: str) -> str:
    return Literal(" ".join(words.split())).n3()


def _replace(path: Path, text: str) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".accept-")
    written = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        written.chmod(path.stat().st_mode & 0o777)
        written.replace(path)
    except BaseException:
        written.unlink(missing_ok=True)
        raise
