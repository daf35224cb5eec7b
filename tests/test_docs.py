"""The documents say what is so: links lead somewhere, commands exist, tables are whole."""

import os
import re
import shlex
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest
import yaml
from rdflib import Graph

from cetu import errors
from cetu.answer.rules import rules
from cetu.cli.check import ENDINGS
from cetu.cli.verbs import loaded
from cetu.model.document import Record
from cetu.namespaces import BASE
from cetu.pipeline.engines import engine
from cetu.report import baseline
from cetu.report.words import KINDS, LAYERS, SEVERITIES
from cetu.settings import Settings
from cetu.validate import checks

PAGES = (
    "README.md",
    "docs/model.md",
    "docs/hygiene.md",
    "docs/adding.md",
    "docs/queries.md",
    "docs/asking.md",
    "docs/clients.md",
    "docs/first-visit.md",
    "docs/running.md",
    "docs/operating.md",
    "docs/search.md",
    "docs/writing.md",
    "docs/protocol.md",
    "docs/engines.md",
    "docs/check.md",
    "docs/faults.md",
    "docs/findings.md",
    "docs/reasoning.md",
)


@pytest.mark.parametrize("page", PAGES)
def test_links_within_the_project_lead_somewhere(root: Path, page: str) -> None:
    text = (root / page).read_text("utf-8")
    targets = re.findall(r"\]\((?!https?://)([^)#\s]+)", text)
    missing = [t for t in targets if not ((root / page).parent / t).exists()]
    assert missing == []


@pytest.mark.parametrize("page", PAGES)
def test_make_targets_named_exist(root: Path, page: str) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (root / "Makefile").read_text("utf-8"), re.MULTILINE))
    named = set(re.findall(r"`make ([a-z-]+)", (root / page).read_text("utf-8")))
    assert named <= targets


def test_the_readme_gives_the_two_commands(root: Path) -> None:
    text = (root / "README.md").read_text("utf-8")
    assert "make serve" in text
    assert "make test" in text


def test_every_top_folder_stands_in_the_readme(root: Path) -> None:
    text = (root / "README.md").read_text("utf-8")
    folders = {"ontology", "shapes", "queries", "data", "service", "tests", "web", "docs"}
    assert [f for f in sorted(folders) if f"`{f}/" not in text] == []


def test_the_sample_in_the_readme_is_what_the_command_prints(root: Path) -> None:
    text = (root / "README.md").read_text("utf-8")
    ((command, sample),) = re.findall(
        r"```console\n\$ \.venv/bin/cetu (.*?)\n(.*?)```", text, re.DOTALL
    )
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-u", "-m", "cetu", *shlex.split(command)],
        env=os.environ | {"COLUMNS": "80", "CETU_LANG": "zh", "NO_COLOR": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=True,
    )
    printed = [line.rstrip() for line in done.stdout.splitlines()]
    assert printed == sample.splitlines()


def test_every_column_of_the_list_of_sources_is_explained(root: Path) -> None:
    text = (root / "docs" / "adding.md").read_text("utf-8")
    explained = re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE)
    assert explained == [field.name for field in fields(Record)]


def test_every_exit_code_is_documented(root: Path) -> None:
    text = (root / "docs" / "running.md").read_text("utf-8")
    codes = {
        error.exit_code
        for error in vars(errors).values()
        if isinstance(error, type) and issubclass(error, errors.CetuError)
    }
    documented = {int(code) for code in re.findall(r"\| (\d+)(?= \|)", text)}
    assert sorted(codes - documented - {2}) == []


def test_the_example_of_a_new_word_is_turtle(root: Path) -> None:
    text = (root / "docs" / "adding.md").read_text("utf-8")
    (example,) = re.findall(r"```turtle\n(.*?)```", text, re.DOTALL)
    prefixes = (
        "@prefix cetu: <https://w3id.org/cetu/ontology#> ."
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> ."
    )
    assert len(Graph().parse(data=prefixes + example, format="turtle")) == 7


def test_the_lock_files_name_no_host_and_hash_everything(root: Path) -> None:
    for path in (root / ".lock").glob("*.txt"):
        text = path.read_text("utf-8")
        assert "://" not in text
        for block in re.split(r"\n(?=[a-z0-9])", text):
            assert "--hash=sha256:" in block, block[:60]


def _check_page(root: Path) -> str:
    return (root / "docs" / "check.md").read_text("utf-8")


def test_every_option_of_check_in_the_docs_is_one(root: Path) -> None:
    ours = re.sub(r'ARGS="[^"]*"', "", _check_page(root))  # what stands there is make's to hand on
    told = set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", ours))
    known = {
        option
        for verb in ("check", "build")
        for one in loaded(verb).params
        for option in (*one.opts, *one.secondary_opts)
    }
    assert told - known == set()
    assert {"--baseline", "--accept", "--output", "--save"} <= known


def test_kinds_layers_and_formats_of_check_are_documented(root: Path) -> None:
    text = _check_page(root)
    for word in (*KINDS, *LAYERS, *SEVERITIES):
        assert f"`{word}`" in text
    endings = re.findall(r"^\| `(\.\w+)` \| `(\w+)` \|", text, re.MULTILINE)
    assert dict(endings) == {ending: form.value for ending, form in ENDINGS.items()}


def test_the_list_in_the_docs_is_read(root: Path) -> None:
    (example,) = re.findall(r"```toml\n(.*?)```", _check_page(root), re.DOTALL)
    (one,) = baseline.load(example)
    assert (one.date, one.until) == ("2026-07-01", "2027-06-30")


def test_the_examples_for_ci_are_yaml_and_name_files_of_known_formats(root: Path) -> None:
    examples = re.findall(r"```yaml\n(.*?)```", _check_page(root), re.DOTALL)
    assert len(examples) == 2
    for example in examples:
        assert isinstance(yaml.safe_load(example), dict)
        for name in re.findall(r"--output (\S+)", example):
            assert Path(name).suffix in ENDINGS
        makefile = (root / "Makefile").read_text("utf-8")
        for target in re.findall(r"make (\S+)", example):
            assert f"\n{target}:" in makefile


def test_rules_that_a_page_names_are_there(root: Path) -> None:
    known = {rule.iri.removeprefix(BASE) for rule in rules(root)}
    text = (root / "docs/findings.md").read_text("utf-8")
    named = set(re.findall(r"`((?:checks|shapes|hygiene)#[\w-]+)`", text))
    assert len(named) > 15
    assert named - known == set()
    asked = text[text.index("## 跨文件检查") :]
    names = set(re.findall(r"`([a-z]+(?:-[a-z]+)+)`", asked))
    assert len(names) > 25
    queries = {rule.name: rule.layer for rule in rules(root) if rule.text}
    assert names - queries.keys() == set()
    for name in names:
        folder = root / "tests" / ("hygiene" if queries[name] == "hygiene" else "checks") / name
        assert {path.stem for path in folder.iterdir()} >= {"found", "clear"}, name


def test_the_page_of_findings_is_of_the_graph_that_is_shipped(root: Path) -> None:
    """What a query over the whole graph finds today; other layers take minutes."""
    text = (root / "docs/findings.md").read_text("utf-8")
    with engine(Settings(root=root, workers=1)) as running:
        chosen = [
            rule for rule in checks.rules(root) if rule.scope == "graph" and rule.layer == "check"
        ]
        found = checks.run(chosen, running.select)
    assert {one.rule.removeprefix(BASE) for one in found} == {
        "checks#body-renamed-apart",
        "checks#citation-unknown",
        "checks#group-members-unknown",
        "checks#name-two-bodies",
        "checks#party-without-full-name",
    }
    for one in found:
        assert f"`{one.rule.removeprefix(BASE)}`" in text
    assert "35 groups" in text
    assert sum(one.rule.endswith("#group-members-unknown") for one in found) == 35
