"""Run the W3C SPARQL test suites over HTTP against any endpoint: see `--help`."""

import argparse
import json
import logging
import os
import sys
import warnings
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).parents[2]))  # started by path; its parts are tests.…

import httpx
import rdflib
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from tests.conformance import (
    description,
    evaluation,
    exchange,
    federation,
    manifest,
    syntax,
    updating,
)
from tests.conformance.endpoint import Endpoint, Unreachable
from tests.conformance.manifest import Case
from tests.conformance.verdict import Unmet, Verdict

_EXAMPLES: Final = """\
examples:
  an Oxigraph server on an empty store, everything but federation:
    oxigraph serve --bind 127.0.0.1:7878
    python tests/conformance/run.py --query http://127.0.0.1:7878/query \\
        --update http://127.0.0.1:7878/update --store http://127.0.0.1:7878/store
  this service (started with CETU_DEFAULT_GRAPH=own and an empty root), two suites, with a key:
    python tests/conformance/run.py --query http://127.0.0.1:8000/sparql \\
        --update http://127.0.0.1:8000/sparql --store http://127.0.0.1:8000/graphs \\
        --key-file key.txt --suite protocol --suite graph-store
  one group of tests, as JSON:
    python tests/conformance/run.py … --suite query --only 'aggregates/*' --format json
  federation, with two Oxigraph servers that the endpoint may call:
    python tests/conformance/run.py … --suite federation \\
        --peer http://127.0.0.1:7001 --peer http://127.0.0.1:7002

exit status: 0 all passed, 1 a test failed, 2 the tests could not be run.
The tests empty the store again and again (DROP ALL). A store that holds data is refused, unless
--scratch says that it may be lost. What the runner needs of an endpoint is Query and Update; data
is loaded by INSERT DATA. A query without FROM must see the unnamed graph alone."""

_RUNS: Final[Mapping[str, Callable[[Case, Endpoint], Verdict]]] = {
    "protocol": exchange.run,
    "graph-store": exchange.run,
    "service-description": description.run,
    "query": evaluation.run,
    "query-1.0": evaluation.run,
    "results": evaluation.run,
    "update": updating.run,
    "syntax": syntax.run,
    "syntax-1.0": syntax.run,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run; 0: all passed, 1: a test failed, 2: the tests could not be run."""
    options = _options(arguments)
    # How a literal is written is what many tests are about; rdflib is to keep it, and to be quiet
    # about the many that are ill-typed on purpose.
    rdflib.NORMALIZE_LITERALS = False
    logging.getLogger("rdflib.term").setLevel(logging.CRITICAL)
    warnings.filterwarnings("ignore", "Parsing weird boolean", UserWarning)
    errors = Console(stderr=True)
    try:
        with ExitStack() as stack:
            endpoint = stack.enter_context(
                Endpoint(options.query, options.update, options.store, options.key, options.timeout)
            )
            peers = [
                stack.enter_context(
                    Endpoint(f"{peer}/query", f"{peer}/update", "", "", options.timeout)
                )
                for peer in options.peer
            ]
            cases = [case for case in manifest.read(options.suites) if _wanted(case, options)]
            if not cases:
                errors.print("No test has that name.", style="red")
                return 2
            for store in (endpoint, *peers):
                if not options.scratch and store.holds_data():
                    errors.print(
                        f"{store.query_url} holds data, and the tests would delete it. "
                        "Give an empty store, or --scratch if the data may be lost.",
                        style="red",
                        markup=False,
                    )
                    return 2
            verdicts = _run(cases, endpoint, peers, errors)
    except KeyboardInterrupt:
        return 130
    except FileNotFoundError as error:
        errors.print(f"Not there: {error}. Give the suites' folder as --suites.", style="red")
        return 2
    except Unreachable as error:
        errors.print(str(error), style="red", markup=False)
        return 2
    if options.format == "json":
        sys.stdout.write(_as_json(options, verdicts) + "\n")
    else:
        _print(verdicts, Console(), passed=options.verbose)
    return int(any(verdict.outcome == "failed" for _, verdict in verdicts))


def _wanted(case: Case, options: argparse.Namespace) -> bool:
    return case.suite in (options.suite or manifest.SUITES) and (
        not options.only or any(Path(case.name).match(pattern) for pattern in options.only)
    )


def _run(
    cases: Sequence[Case], endpoint: Endpoint, peers: Sequence[Endpoint], errors: Console
) -> list[tuple[Case, Verdict]]:
    order = {suite: place for place, suite in enumerate(manifest.SUITES)}
    verdicts = []
    with Progress(
        TextColumn("{task.description:20}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=errors,
        transient=not errors.is_terminal,
    ) as progress:
        bar = progress.add_task("", total=len(cases))
        for case in sorted(cases, key=lambda case: order[case.suite]):
            progress.update(bar, description=case.suite, advance=1)
            verdicts.append((case, _judge(case, endpoint, peers)))
        if any(case.suite != "service-description" for case in cases):
            for store in (endpoint, *peers):
                store.update("DROP ALL")
    return verdicts


def _judge(case: Case, endpoint: Endpoint, peers: Sequence[Endpoint]) -> Verdict:
    try:
        if case.suite == "federation":
            return federation.run(case, endpoint, peers)
        return _RUNS[case.suite](case, endpoint)
    except (Unmet, Unreachable) as error:
        return Verdict("failed", str(error))
    except httpx.TransportError as error:
        return Verdict("failed", f"no answer: {type(error).__name__}: {error}")
    except Exception as error:  # noqa: BLE001 - what an endpoint sends may break any parser
        return Verdict("failed", f"the answer cannot be read: {type(error).__name__}: {error}")


def _as_json(options: argparse.Namespace, verdicts: Sequence[tuple[Case, Verdict]]) -> str:
    report = {
        "query": options.query,
        "suites": {
            suite: dict(Counter(v.outcome for case, v in verdicts if case.suite == suite))
            for suite in dict.fromkeys(case.suite for case, _ in verdicts)
        },
        "tests": [
            {
                "suite": case.suite,
                "name": case.name,
                "title": case.title,
                "outcome": verdict.outcome,
                "detail": verdict.detail,
            }
            for case, verdict in verdicts
        ],
    }
    return json.dumps(report, ensure_ascii=False, indent=1)


def _print(verdicts: Sequence[tuple[Case, Verdict]], console: Console, *, passed: bool) -> None:
    for case, verdict in verdicts:
        if verdict.outcome != "passed" or passed:
            line = f"{verdict.outcome}  {case.suite}  {case.name}  {verdict.detail}"
            console.print(line.rstrip(), markup=False, highlight=False, soft_wrap=True)
    table = Table("suite", "passed", "failed", "skipped", "all")
    for suite in dict.fromkeys(case.suite for case, _ in verdicts):
        count = Counter(v.outcome for case, v in verdicts if case.suite == suite)
        numbers = (count["passed"], count["failed"], count["skipped"], count.total())
        table.add_row(suite, *map(str, numbers))
    console.print(table)


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    shared = Path(os.environ.get("CETU_SHARED", Path(__file__).parents[3] / "shared"))
    parser = argparse.ArgumentParser(
        prog="python tests/conformance/run.py",
        description="Run the W3C SPARQL 1.0 and 1.1 test suites over HTTP against any endpoint.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("--query", metavar="URL", required=True, help="where queries are sent")
    add("--update", metavar="URL", default="", help="where updates are sent (as --query)")
    add("--store", metavar="URL", default="", help="the Graph Store (without: those are skipped)")
    key = parser.add_mutually_exclusive_group()
    key.add_argument("--key", metavar="KEY", default="", help="sent as Authorization: Bearer KEY")
    key.add_argument("--key-file", metavar="FILE", type=Path, help="a file with the key")
    add("--suite", action="append", choices=manifest.SUITES, help="only this one (repeatable)")
    add("--only", metavar="NAME", action="append", help="only tests like group/name, with * ?")
    add("--peer", metavar="URL", action="append", default=[], help="a server with /query, /update")
    add("--scratch", action="store_true", help="the data of the store may be lost")
    add("--timeout", metavar="S", type=float, default=60.0, help="seconds an answer may take (60)")
    add("--format", choices=("text", "json"), default="text", help="of the report (text)")
    add("--verbose", action="store_true", help="list passed tests too")
    add(
        "--suites",
        metavar="DIR",
        type=Path,
        default=shared / "w3c" / "sparql",
        help="(%(default)s)",
    )
    options = parser.parse_args(arguments)
    options.update = options.update or options.query
    if options.key_file:
        try:
            options.key = options.key_file.read_text().strip()
        except OSError as error:
            parser.error(f"--key-file: {error}")
    return options


if __name__ == "__main__":
    raise SystemExit(main())
