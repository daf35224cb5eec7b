"""Stored questions and whole-graph rules: one `.rq` file each, with a grlc-style `#+` header.

The header is YAML (https://github.com/CLARIAH/grlc): `number`, `summary` and `summary_en`, `users`,
`answerable`, `lacks`/`lacks_en` (what the graph lacks to answer it in full), `parameters` (each
with `name`, `type`, `label`, `label_en`, `example`, perhaps `default`). A parameter stands in the
query as `VALUES ?name { … }` with its example or `UNDEF` inside, so every file runs as it is
anywhere; binding replaces that one block by a well-formed term and nothing else. An export has its
document in several such blocks: one for each part of what is said of it.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, get_args

import pyoxigraph as ox
import yaml

from cetu.errors import CheckFailed, ParameterInvalid, QuestionUnknown
from cetu.model.profile import Profile
from cetu.model.question import Parameter, ParameterKind, Question
from cetu.namespaces import ID

_BLOCK: Final = re.compile(r"(?<=VALUES \?)(?P<name>\w+) \{[^}]*\}")
_KEY: Final = re.compile(r"[a-z][a-z-]*/[A-Za-z0-9][A-Za-z0-9/_.-]*")
_NUMBER: Final = {
    "integer": re.compile(r"[+-]?[0-9]{1,18}"),
    "decimal": re.compile(r"[+-]?[0-9]{1,18}(\.[0-9]{1,18})?"),
}
"""Eighteen digits: what every engine keeps exactly, and no value that takes long to write out."""
_XSD: Final = "http://www.w3.org/2001/XMLSchema#"
_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""That of libyaml where it is there, which takes a tenth of the time."""


def header(text: str) -> dict[str, Any]:
    """Return the YAML of the `#+` lines that open a query file."""
    lines = [line[2:] for line in text.splitlines() if line.startswith("#+")]
    text = "\n".join(line[1:] if line[:1] == " " else line for line in lines)
    return yaml.load(text, _LOADER) or {}  # noqa: S506 - both are safe


def load(root: Path) -> dict[str, Question]:
    """Return the questions of `queries/questions/`, by name, in the order of their numbers.

    Raises:
        CheckFailed: a file's header or parameters are not of the form above.
    """
    questions = [_question(path) for path in (root / "queries" / "questions").glob("*.rq")]
    return {q.name: q for q in sorted(questions, key=lambda q: (q.number, q.name))}


def profiles(root: Path) -> dict[str, Profile]:
    """Return the exports of `queries/exports/`, by name.

    Raises:
        CheckFailed: a file's header is not of the form above.
    """
    found = (_profile(path) for path in sorted((root / "queries" / "exports").glob("*.rq")))
    return {one.name: one for one in found}


def of_document(profile: Profile, document: str) -> str:
    """Return the SPARQL of an export for a document, by its IRI.

    Raises:
        ParameterInvalid: no IRI can be read.
    """
    block = f"document {{ {_term(profile.document, document)} }}"
    return _BLOCK.sub(lambda _: block, profile.text)


def pick(questions: Mapping[str, Question], name: str) -> Question:
    """Return the question called `name`.

    Raises:
        QuestionUnknown: there is none; the error lists those there are.
    """
    if name in questions:
        return questions[name]
    known = ", ".join(questions)
    raise QuestionUnknown(
        f"No question is called “{name}”.",
        f"没有名为“{name}”的问题。",
        hint=f"Known questions: {known}",
        hint_zh=f"可用的问题：{known}",
    )


def bind(question: Question, given: Mapping[str, str]) -> str:
    """Return the SPARQL of `question` with the values of `given` bound as RDF terms.

    A parameter that is not given keeps its default; an empty value counts as not given.

    Raises:
        ParameterInvalid: an unknown name, a missing value, or one of a wrong type.
    """
    for name in given:
        if question.parameter(name) is None:
            names = ", ".join(p.name for p in question.parameters) or "—"
            raise ParameterInvalid(
                f"“{question.name}” has no parameter “{name}”.",
                f"问题“{question.name}”没有参数“{name}”。",
                hint=f"Its parameters: {names}",
                hint_zh=f"它的参数：{names}",
            )
    terms: dict[str, str] = {}
    for parameter in question.parameters:
        value = given.get(parameter.name) or parameter.default
        if value is None:
            raise ParameterInvalid(
                f"“{question.name}” needs a value for “{parameter.name}”.",
                f"问题“{question.name}”需要参数“{parameter.name}”。",
                hint=f"For example {parameter.name}={parameter.example}",
                hint_zh=f"例如 {parameter.name}={parameter.example}",
            )
        if given.get(parameter.name) or value != "UNDEF":
            terms[parameter.name] = _term(parameter, value)
    # One pass over the query's own text: a value that looks like a block is never read as one.
    return _BLOCK.sub(
        lambda block: (
            f"{block['name']} {{ {terms[block['name']]} }}" if block["name"] in terms else block[0]
        ),
        question.query,
    )


def _term(parameter: Parameter, value: str) -> str:
    """Return `value` in SPARQL syntax; the engine's own library writes and escapes it."""
    if parameter.kind == "iri":
        try:
            return str(ox.NamedNode(ID[value] if _KEY.fullmatch(value) else value))
        except ValueError as error:
            raise _unfit(parameter, value, "an IRI such as", "IRI，例如") from error
    if parameter.kind == "string":
        try:
            return str(ox.Literal(value))
        except ValueError as error:  # half a surrogate pair, from bytes that are not UTF-8
            raise _unfit(parameter, value, "text such as", "文字，例如") from error
    if not _NUMBER[parameter.kind].fullmatch(value):
        raise _unfit(parameter, value, "a number such as", "数字，例如")
    number = str(int(value)) if parameter.kind == "integer" else value
    return str(ox.Literal(number, datatype=ox.NamedNode(_XSD + parameter.kind)))


def _unfit(parameter: Parameter, value: str, en: str, zh: str) -> ParameterInvalid:
    return ParameterInvalid(
        f"“{parameter.name}” cannot be “{value}”: it takes {en} {parameter.example}.",
        f"参数“{parameter.name}”不能是“{value}”：应为{zh} {parameter.example}。",
        hint=f"{parameter.name}={parameter.example}",
        hint_zh=f"{parameter.name}={parameter.example}",
    )


def _question(path: Path) -> Question:
    try:
        text = path.read_text(encoding="utf-8")
        head = header(text)
        question = Question(
            name=path.stem,
            number=int(head["number"]),
            summary_zh=head["summary"],
            summary_en=head["summary_en"],
            users=tuple(head["users"]),
            parameters=tuple(parameter_of(item) for item in head.get("parameters") or ()),
            text=text,
            answerable=bool(head["answerable"]),
            lacks_zh=head.get("lacks", ""),
            lacks_en=head.get("lacks_en", ""),
        )
    except (KeyError, TypeError, ValueError, yaml.YAMLError) as error:
        raise CheckFailed(
            f"{path.name}: the #+ header is not complete ({error}).",
            f"{path.name}：#+ 头部不完整（{error}）。",
            hint="See docs/queries.md for its form.",
            hint_zh="格式见 docs/queries.md。",
        ) from error
    for parameter in question.parameters:
        if [block["name"] for block in _BLOCK.finditer(text)].count(parameter.name) != 1:
            raise CheckFailed(
                f"{path.name}: ?{parameter.name} needs exactly one VALUES block of its own.",
                f"{path.name}：参数 ?{parameter.name} 应恰有一处 VALUES 块。",
            )
    return question


def _profile(path: Path) -> Profile:
    text = path.read_text(encoding="utf-8")
    try:
        head = header(text)
        (document,) = (parameter_of(item) for item in head["parameters"])
        return Profile(
            path.stem, head["summary"], head["summary_en"], head["conforms"], document, text
        )
    except (KeyError, TypeError, ValueError, yaml.YAMLError) as error:
        raise CheckFailed(
            f"{path.name}: the #+ header is not complete ({error}).",
            f"{path.name}：#+ 头部不完整（{error}）。",
        ) from error


def parameter_of(item: Mapping[str, Any]) -> Parameter:
    """Return the parameter that one entry of a header describes.

    Raises:
        KeyError, ValueError: it is not of the form above.
    """
    default = item.get("default")
    if item["type"] not in get_args(ParameterKind):
        raise ValueError(f"no parameter can be of type {item['type']!r}")
    return Parameter(
        name=item["name"],
        kind=item["type"],
        label_zh=item["label"],
        label_en=item["label_en"],
        example=str(item["example"]),
        default=None if default is None else str(default),
    )
