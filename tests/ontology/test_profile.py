"""OWLAPI opens, checks, merges, saves and opens again what Protégé would.

Each module alone, the root and the alignment with all they import, and everything together with
vocabularies, reference data and the first document's graph, offline by the catalog.
"""

import re
import shutil
import subprocess
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

import pytest
from rdflib import Graph

from cetu import store
from cetu.namespaces import GRAPH

JARS = Path("/usr/share/java")  # where Debian's libowlapi-java puts them
PROGRAM = Path(__file__).with_name("OpenAndSave.java")
SYNTAXES = ("turtle", "rdfxml", "functional")
MODULES = (
    "agency", "alignment", "document", "evidence", "instrument", "policy", "quantity", "task",
)  # fmt: skip
DERIVED = {str(GRAPH[key]) for key in ("inferred", "metadata", "void")}


@dataclass
class Told:
    """What the program told of one file."""

    axioms: int = 0
    logical: int = 0
    violations: list[str] = field(default_factory=list)
    saved: dict[str, int] = field(default_factory=dict)
    lost: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    added: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))


@pytest.fixture(scope="module")
def told(root: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Told]:
    """What the program tells of each file, by its stem; it is run once, for Java starts slowly."""
    # A .java file is run as source, which needs the compiler that a JDK has and a JRE has not.
    if shutil.which("java") is None or shutil.which("javac") is None:
        pytest.skip("no JDK: OWLAPI is not run")
    if not any(JARS.glob("owlapi-api*.jar")):
        pytest.skip("no OWLAPI jars (Debian: libowlapi-java): OWLAPI is not run")
    folder = tmp_path_factory.mktemp("owlapi")
    files = [root / "ontology" / f"{stem}.ttl" for stem in MODULES]
    files += [_together(root, folder), _wrong(root, folder)]
    jars = ":".join(str(jar) for jar in sorted(JARS.glob("*.jar")))
    java = ["java", "-XX:TieredStopAtLevel=1", "-cp", jars, str(PROGRAM)]
    done = subprocess.run(  # noqa: S603 - the files are this test's own
        [*java, *map(str, files), "--", *_catalog(root)],
        capture_output=True,
        text=True,
        timeout=240,
        check=True,
    )
    return _read(done.stdout.splitlines())


def _together(root: Path, folder: Path) -> Path:
    """Write all that there is of one document and what documents share as one ontology."""
    parts = [*(root / "ontology" / "vocabulary").glob("*.ttl")]
    parts += (root / "data" / "reference").glob("*.ttl")
    stated = Graph()
    document = root / "data" / "graph" / "dongguan-techfin-2024-annex.trig"
    for graph in store.load(document, without=DERIVED).values():
        stated += graph
    header = (
        "<urn:test:together> a <http://www.w3.org/2002/07/owl#Ontology> ;"
        " <http://www.w3.org/2002/07/owl#imports> <https://w3id.org/cetu/ontology/alignment> ."
    )
    texts = [header, *(path.read_text("utf-8") for path in sorted(parts))]
    path = folder / "together.ttl"
    path.write_text("\n".join([*texts, stated.serialize(format="nt")]), "utf-8")
    return path


def _wrong(root: Path, folder: Path) -> Path:
    """Write a module that is outside the profile."""
    # A chain makes its property composite, and a composite property may not be functional.
    path = folder / "wrong.ttl"
    path.write_text(
        (root / "ontology" / "task.ttl").read_text("utf-8")
        + "\ncetu:usesInstrument a owl:FunctionalProperty .\n",
        "utf-8",
    )
    return path


def _catalog(root: Path) -> Iterator[str]:
    catalog = root / "ontology" / "catalog-v001.xml"
    for uri in ElementTree.parse(catalog).getroot():  # noqa: S314 - our own file
        yield uri.attrib["name"]
        yield str(catalog.parent / uri.attrib["uri"])


def _read(lines: list[str]) -> dict[str, Told]:
    found: dict[str, Told] = defaultdict(Told)
    for line in lines:
        kind, file, *words = line.split("\t")
        one = found[Path(file).stem]
        match kind:
            case "read":
                one.axioms, one.logical = map(int, words)
            case "violation":
                one.violations += words
            case "saved":
                one.saved[words[0]] = int(words[1])
            case "lost":
                one.lost[words[0]].add(words[1])
            case "added":
                one.added[words[0]].add(words[1])
    return dict(found)


@pytest.mark.parametrize("stem", [*MODULES, "together"])
def test_dl_profile(stem: str, told: dict[str, Told]) -> None:
    assert told[stem].violations == []


def test_imports_are_followed(told: dict[str, Told]) -> None:
    assert told["alignment"].axioms > told["policy"].axioms > 2000
    assert told["task"].logical == told["policy"].logical, "task.ttl imports all other modules"
    assert told["together"].logical > 10_000


@pytest.mark.parametrize("syntax", SYNTAXES)
@pytest.mark.parametrize("stem", [*MODULES, "together"])
def test_saving_loses_no_axiom(stem: str, syntax: str, told: dict[str, Told]) -> None:
    one = told[stem]
    assert one.saved[syntax] == one.logical > 0
    # OWLAPI writes the decimal 80 as the integer 80 in Turtle, which is the same value:
    # https://www.w3.org/TR/owl2-syntax/#Real_Numbers.2C_Decimal_Numbers.2C_and_Integers
    assert _values(one.lost[syntax]) == _values(one.added[syntax])
    if syntax != "turtle":
        assert one.lost[syntax] == set()


def _values(axioms: set[str]) -> set[str]:
    return {re.sub(r'("\d+"\^\^xsd:)decimal', r"\1integer", axiom) for axiom in axioms}


def test_a_violation_is_told_with_its_axiom(told: dict[str, Told]) -> None:
    (violation,) = told["wrong"].violations
    assert "FunctionalObjectProperty(<https://w3id.org/cetu/ontology#usesInstrument>)" in violation
