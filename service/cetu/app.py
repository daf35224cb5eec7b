"""The web application: one engine on the published snapshot, and the doors to it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

import cetu
from cetu import pipeline, queries
from cetu.answer.lookup import Finder
from cetu.answer.services import Services
from cetu.api import doors, problem, questions, things
from cetu.api.compression import Compression
from cetu.api.writing import Writing
from cetu.engine import Engine
from cetu.keys import Keys
from cetu.pipeline.write import Writer
from cetu.settings import Settings
from cetu.web import Pages, router


def create_app(settings: Settings) -> FastAPI:
    """Return the application for `settings`; the engine starts and stops with it.

    Raises:
        GraphMissing: nothing has been built (with our own engine).
    """
    engine = pipeline.engine(settings)
    asked = queries.load(settings.root)
    finder = Finder(engine)
    pages = Pages(engine, asked, finder)
    services = Services(finder, settings)

    # A remote server is written by whoever keeps it.
    writer = Writer(engine, settings) if isinstance(engine, Engine) else None
    writing = Writing(engine, Keys(settings.state_folder), writer)

    @asynccontextmanager
    async def running(_: FastAPI) -> AsyncIterator[None]:
        with engine:
            finder.warm()
            yield
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
    )
    problem.install(app, lambda request, error, _language: pages.error(request, error))
    app.add_middleware(Compression)
    app.include_router(doors.router(engine, writing, services))
    app.include_router(questions.router(engine, asked, pages.questions, pages.question))
    app.include_router(things.router(engine, pages))
    app.include_router(router(pages))
    return app
