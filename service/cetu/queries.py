"""Stored questions and whole-graph rules: one `.rq` file each, with a grlc-style `#+` header.

The header is YAML (https://github.com/CLARIAH/grlc): `number`, `summary` and `summary_en`, `users`,
`answerable`, `lacks`/`lacks_en` (what the graph lacks to answer it in full), `parameters` (each
with `name`, `type`, `label`, `label_en`, `example`, perhaps `default`). A parameter stands in the
query as `VALUES ?name { … }` with its example or `UNDEF` inside, so every file runs as it is
anywhere; binding replaces that one block by a well-formed term and nothing else.
"""

import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import yaml
from rdflib import Literal, URIRef
from rdflib.namespace import XSD

from cetu.errors import CheckFailed, ParameterInvalid, QuestionUnknown
from cetu.model.question import Parameter, Question
from cetu.namespaces import ID

_IRI = re.compile(r"https?://[^\s<>\"{}|\\^`\x00-\x20]+")
_KEY = re.compile(r"[a-z][a-z-]*/[A-Za-z0-9][A-Za-z0-9/_.-]*")


def header(text: str) -> dict[str, Any]:
    """Return the YAML of the `#+` lines that open a query file."""
    lines = [line[2:] for line in text.splitlines() if line.startswith("#+")]
    return yaml.safe_load("\n".join(line[1:] if line[:1] == " " else line for line in lines)) or {}


def load(root: Path) -> dict[str, Question]:
    """Return the questions of `queries/questions/`, by name, in the order of their numbers.

    Raises:
        CheckFailed: a file's header or parameters are not of the form above.
    """
    questions = [_question(path) for path in (root / "queries" / "questions").glob("*.rq")]
    return {q.name: q for q in sorted(questions, key=lambda q: (q.number, q.name))}


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
    text = question.text
    for parameter in question.parameters:
        value = given.get(parameter.name) or parameter.default
        if value is None:
            raise ParameterInvalid(
                f"“{question.name}” needs a value for “{parameter.name}”.",
                f"问题“{question.name}”需要参数“{parameter.name}”。",
                hint=f"For example {parameter.name}={parameter.example}",
                hint_zh=f"例如 {parameter.name}={parameter.example}",
            )
        if value != "UNDEF":
            term = _term(parameter, value)
            text = _block(parameter.name).sub(term.replace("\\", r"\\"), text, count=1)
    return text


def _block(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<=VALUES \?{name} \{{)[^}}]*(?=\}})")


def _term(parameter: Parameter, value: str) -> str:
    """Return `value` in SPARQL syntax; rdflib escapes it."""
    if parameter.kind == "iri":
        if _IRI.fullmatch(value):
            return f" {URIRef(value).n3()} "
        if _KEY.fullmatch(value):
            return f" {ID[value].n3()} "
        raise _unfit(parameter, value, "an IRI such as", "IRI，例如")
    if parameter.kind == "string":
        return f" {Literal(value).n3()} "
    try:
        number = Decimal(value)
    except InvalidOperation as error:
        raise _unfit(parameter, value, "a number such as", "数字，例如") from error
    if not number.is_finite() or (parameter.kind == "integer" and number != int(number)):
        raise _unfit(parameter, value, "a number such as", "数字，例如")
    if parameter.kind == "integer":
        return f" {Literal(int(number)).n3()} "
    return f" {Literal(number, datatype=XSD.decimal).n3()} "


def _unfit(parameter: Parameter, value: str, en: str, zh: str) -> ParameterInvalid:
    return ParameterInvalid(
        f"“{parameter.name}” cannot be “{value}”: it takes {en} {parameter.example}.",
        f"参数“{parameter.name}”不能是“{value}”：应为{zh} {parameter.example}。",
        hint=f"{parameter.name}={parameter.example}",
        hint_zh=f"{parameter.name}={parameter.example}",
    )


def _question(path: Path) -> Question:
    text = path.read_text(encoding="utf-8")
    try:
        head = header(text)
        question = Question(
            name=path.stem,
            number=int(head["number"]),
            summary_zh=head["summary"],
            summary_en=head["summary_en"],
            users=tuple(head["users"]),
            parameters=tuple(_parameter(item) for item in head.get("parameters") or ()),
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
        if len(_block(parameter.name).findall(text)) != 1:
            raise CheckFailed(
                f"{path.name}: ?{parameter.name} needs exactly one VALUES block of its own.",
                f"{path.name}：参数 ?{parameter.name} 应恰有一处 VALUES 块。",
            )
    return question


def _parameter(item: Mapping[str, Any]) -> Parameter:
    default = item.get("default")
    return Parameter(
        name=item["name"],
        kind=item["type"],
        label_zh=item["label"],
        label_en=item["label_en"],
        example=str(item["example"]),
        default=None if default is None else str(default),
    )
