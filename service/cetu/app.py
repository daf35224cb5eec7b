"""The web application: one engine on the published snapshot, the doors to it, the traffic."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass

import structlog
from fastapi import FastAPI

import cetu
from cetu import pipeline, queries
from cetu.answer.lookup import Finder
from cetu.answer.reconcile import Shelf
from cetu.answer.remembered import Remembered
from cetu.answer.services import Services
from cetu.answer.understand import Asker, Grammar
from cetu.api import (
    addresses,
    admin,
    ask,
    directory,
    documents,
    doors,
    network,
    openapi,
    problem,
    questions,
    reconcile,
    rules,
    search,
    straight,
    things,
)
from cetu.api.compression import Compression
from cetu.api.paths import paths
from cetu.api.straight import Straight
from cetu.api.writing import Writing
from cetu.engine import Engine, Queries
from cetu.errors import CetuError
from cetu.keys import Keys
from cetu.model.question import Question
from cetu.pipeline.jobs import Jobs
from cetu.pipeline.saved import Saved
from cetu.pipeline.write import Writer
from cetu.settings import Settings
from cetu.traffic import (
    Connections,
    Doors,
    Metrics,
    Readiness,
    answers,
    disk,
    healthz,
    install,
    read,
    watch,
    writes,
)
from cetu.web.findings import Findings
from cetu.web.pages import Pages
from cetu.web.pictures import Pictures
from cetu.web.routes import router
from cetu.web.things import Things


@dataclass(frozen=True, slots=True)
class Service:
    """The application, what watches its connections, and what it answers from."""

    app: FastAPI
    connections: Connections
    engine: Queries
    writer: Writer | None
    finder: Finder
    settings: Settings

    def renew(self) -> None:
        """Serve the graph as it is built now, if it is another; no request notices the change.

        Raises:
            CetuError: it cannot be loaded; the one before is still served.
        """
        changed = pipeline.renew(self.engine, self.writer, self.settings)
        self.finder.warm()
        structlog.get_logger().info(
            "the graph was loaded again" if changed else "the graph is the same as before",
            snapshot=self.engine.digest,
            triples=self.engine.triples,
        )


def create_service(settings: Settings) -> Service:
    """Return the service for `settings`; the engine starts and stops with its application.

    Raises:
        GraphMissing: nothing has been built (with our own engine).
        SettingInvalid: a setting cannot be understood.
    """
    engine = pipeline.engine(settings)
    keys = Keys(settings.state_folder)
    asked = queries.load(settings.root)
    finder = Finder(engine)
    remembered = Remembered(engine)
    pages, shown = Pages(remembered, asked, finder), Things(remembered)
    services = Services(finder, settings)

    # A remote server is written by whoever keeps it.
    writer = Writer(engine, settings) if isinstance(engine, Engine) else None
    writing = Writing(engine, keys, writer)
    jobs = _jobs(engine, writer, finder, settings)

    @asynccontextmanager
    async def running(_: FastAPI) -> AsyncIterator[None]:
        with engine:
            finder.warm()
            if writer and keys.listed():  # without a key nobody can write
                _open(writer)
            if jobs:
                jobs.start()
            try:
                yield
            finally:
                if jobs:
                    jobs.close()
                if writer:
                    writer.close()

    app = FastAPI(
        title="策图 cetu",
        summary="中国政府政策知识图谱 · A knowledge graph of Chinese government policy",
        version=cetu.__version__,
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
        lifespan=running,
        # The ready-made documentation pages load scripts from elsewhere; ours are under /questions.
        docs_url=None,
        redoc_url=None,
        # Measured by `traffic`; what is not asked for is not looked for in each request either.
        telemetry={"tracing": False, "metrics": False, "logs": False},
    )
    refuse = problem.install(app, lambda request, error, _language: pages.error(request, error))
    endpoints = doors.router(engine, writing, services)
    app.add_middleware(Straight, routes=straight.routes(endpoints), refuse=refuse)
    app.add_middleware(Compression)
    openapi.install(app, paths())
    app.include_router(endpoints)
    app.include_router(documents.router(engine, writing, jobs))
    app.include_router(questions.router(engine, remembered, asked, pages.questions, pages.question))
    app.include_router(things.router(engine, shown, queries.profiles(settings.root)))
    app.include_router(directory.router(engine))
    _show(app, engine, finder, remembered, asked, pages, shown)
    traffic = Doors(
        queries=frozenset({addresses.SPARQL, addresses.UPDATE}),
        counted=frozenset({addresses.SPARQL, addresses.UPDATE, addresses.STORE}),
        backups=frozenset({admin.RESTORE}),
        refuse=problem.response,
        holder=keys.holder,
    )
    metrics = Metrics(lambda: read(engine, connections))
    connections = watch(settings, traffic, metrics)
    install(app, settings, traffic, metrics)
    readiness = Readiness(
        {
            "engine": answers(engine),
            "disk": disk(settings.state_folder, settings.min_free_bytes),
            "writer": writes(writer),
        }
    )
    for path, door in (
        ("/healthz", healthz),
        ("/readyz", readiness.answer),
        ("/metrics", metrics.door(settings)),
    ):
        app.add_api_route(path, door, methods=["GET", "HEAD"], include_in_schema=False)
    return Service(app, connections, engine, writer, finder, settings)


def _show(  # noqa: PLR0913, PLR0917 - what all these doors stand on
    app: FastAPI,
    engine: Queries,
    finder: Finder,
    remembered: Remembered,
    asked: Mapping[str, Question],
    pages: Pages,
    shown: Things,
) -> None:
    """Put what reads the graph for people and programs into `app`: search, pictures, pages."""
    root = engine.settings.root
    shelf = Shelf(engine, finder)
    pictures = Pictures(remembered, asked)
    findings = Findings(remembered, Saved(root), root)
    app.include_router(reconcile.router(engine, shelf, shown.preview))
    app.include_router(ask.router(engine, Asker(shelf, Grammar.load(root)), pages.ask))
    app.include_router(search.router(finder, pages.search))
    app.include_router(network.router(engine, pictures.network))
    app.include_router(rules.router(root, findings))
    app.include_router(router(pages, shown, findings, pictures))


def _open(writer: Writer) -> None:
    """Have the writer ready before the first write; if it cannot be, reading goes on without."""
    try:
        writer.open()
    except CetuError as error:
        structlog.get_logger().warning("writing is not possible", reason=error.detail)


def _jobs(
    engine: Queries, writer: Writer | None, finder: Finder, settings: Settings
) -> Jobs | None:
    """The jobs that add and remove documents, where the graph is ours and may be built here."""
    if writer is None or not pipeline.buildable(settings.root):
        return None

    def publish() -> None:
        pipeline.renew(engine, writer, settings)
        finder.warm()

    return Jobs(settings.root, settings.state_folder, publish)
