"""The ontology is in the OWL 2 DL profile, by OWLAPI's own checker."""

import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest

JARS = Path("/usr/share/java")  # where Debian's libowlapi-java puts them
CHECKER = Path(__file__).with_name("ProfileCheck.java")


def check(path: Path, catalog: Path) -> list[str]:
    """Return the lines that the checker prints for `path`."""
    # A .java file is run as source, which needs the compiler that a JDK has and a JRE has not.
    if shutil.which("java") is None or shutil.which("javac") is None:
        pytest.skip("no JDK: the OWLAPI profile check is not run")
    if not any(JARS.glob("owlapi-api*.jar")):
        pytest.skip("no OWLAPI jars (Debian: libowlapi-java): the profile check is not run")
    mapping: list[str] = []
    for uri in ElementTree.parse(catalog).getroot():  # noqa: S314 - our own file
        mapping += [uri.attrib["name"], str(catalog.parent / uri.attrib["uri"])]
    jars = ":".join(str(jar) for jar in sorted(JARS.glob("*.jar")))
    done = subprocess.run(  # noqa: S603 - the files are this test's own
        ["java", "-cp", jars, str(CHECKER), str(path), *mapping],  # noqa: S607
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    return done.stdout.splitlines()


def test_dl_profile(root: Path) -> None:
    folder = root / "ontology"
    lines = check(folder / "alignment.ttl", folder / "catalog-v001.xml")
    words = lines[-1].split()
    assert words[0::2] == ["axioms", "violations"]
    assert int(words[1]) > 2000, "the import closure was not read"
    assert lines[:-1] == []
    assert words[3] == "0"


def test_vocabularies_and_data_keep_to_the_profile(root: Path, tmp_path: Path) -> None:
    together = tmp_path / "all.ttl"
    parts = [*(root / "ontology" / "vocabulary").glob("*.ttl")]
    parts += (root / "data" / "reference").glob("*.ttl")
    header = (
        "<urn:test:all> a <http://www.w3.org/2002/07/owl#Ontology> ;"
        " <http://www.w3.org/2002/07/owl#imports> <https://w3id.org/cetu/ontology/alignment> .\n"
    )
    together.write_text(header + "\n".join(path.read_text("utf-8") for path in sorted(parts)))
    lines = check(together, root / "ontology" / "catalog-v001.xml")
    assert lines[:-1] == []


def test_the_checker_sees_a_violation(root: Path, tmp_path: Path) -> None:
    # A chain makes its property composite, and a composite property may not be functional.
    wrong = tmp_path / "wrong.ttl"
    wrong.write_text(
        (root / "ontology" / "task.ttl").read_text("utf-8")
        + "\ncetu:usesInstrument a owl:FunctionalProperty .\n"
    )
    lines = check(wrong, root / "ontology" / "catalog-v001.xml")
    assert any("usesInstrument" in line for line in lines[:-1])
