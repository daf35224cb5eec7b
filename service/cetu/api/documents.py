"""Documents over HTTP: `/documents` lists, takes and removes them; `/jobs/{id}` tells how it goes.

A document is kept, read, built and checked by a job, one at a time, in a process of its own; what
is answered to a POST is where to ask for it (202).
"""

from functools import partial
from http import HTTPStatus
from typing import Any, Final

from anyio import to_thread
from fastapi import APIRouter
from fastapi.responses import JSONResponse
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from cetu.answer import overview
from cetu.api import form, problem
from cetu.api.cors import OPEN, preflight
from cetu.api.negotiation import Language, accept_of, choose, language
from cetu.api.writing import Writing
from cetu.engine import Queries
from cetu.errors import NotOffered
from cetu.model.caller import Caller
from cetu.model.job import Job
from cetu.namespaces import ID
from cetu.pipeline.jobs import Jobs

DOCUMENTS: Final = "/documents"
JOBS: Final = "/jobs"

_SOON_S: Final = 1
_NO_STORE: Final = {**OPEN, "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}


def router(engine: Queries, writing: Writing, jobs: Jobs | None) -> APIRouter:
    """The routes of documents and jobs; `jobs` is None where this service takes no documents."""
    doors = APIRouter(tags=["Documents"])
    documents = Documents(engine, writing, jobs)
    one = f"{DOCUMENTS}/{{identifier}}"
    doors.add_api_route(
        DOCUMENTS,
        documents.listed,
        methods=["GET"],
        summary="The documents of which the graph holds a version",
        operation_id="documents_get",
        response_class=Response,
        responses={200: {"description": "The documents.", "content": {"application/json": {}}}},
    )
    doors.add_api_route(
        DOCUMENTS,
        documents.add,
        methods=["POST"],
        status_code=HTTPStatus.ACCEPTED,
        summary="Add a document (a key for documents)",
        operation_id="documents_post",
        response_class=Response,
        responses=_ANSWERS | {413: _problem("The file is larger than the service takes.")},
        openapi_extra={"requestBody": _BODY},
    )
    doors.add_api_route(
        one,
        documents.remove,
        methods=["DELETE"],
        status_code=HTTPStatus.ACCEPTED,
        summary="Take a document out of list and graph (a key for documents)",
        operation_id="documents_delete",
        response_class=Response,
        responses=_ANSWERS | {404: _problem("There is no such document.")},
    )
    doors.add_api_route(
        f"{JOBS}/{{number}}",
        documents.job,
        methods=["GET"],
        summary="How far a job is, and what came of it",
        operation_id="jobs_get",
        response_class=Response,
        responses={
            200: {"description": "The job.", "content": {"application/json": {}}},
            404: _problem("There is no such job, or it has been forgotten."),
        },
    )
    # Apart: an operation of OpenAPI has one method.
    for path, answer in ((DOCUMENTS, documents.listed), (f"{JOBS}/{{number}}", documents.job)):
        doors.add_api_route(path, answer, methods=["HEAD"], include_in_schema=False)
    for path, allow in ((DOCUMENTS, "GET, HEAD, POST, OPTIONS"), (one, "DELETE, OPTIONS")):
        doors.add_api_route(
            path, partial(preflight, allow), methods=["OPTIONS"], include_in_schema=False
        )
    return doors


class Documents:
    """Answers for documents and jobs."""

    def __init__(self, engine: Queries, writing: Writing, jobs: Jobs | None) -> None:
        """Keep what answers."""
        self._engine = engine
        self._writing = writing
        self._jobs = jobs

    def listed(self, request: Request) -> Response:
        """List the documents as JSON; a browser is shown the page that does."""
        if choose(accept_of(request), ("application/json", "text/html")) == "text/html":
            return RedirectResponse("/", HTTPStatus.SEE_OTHER, {**OPEN, "Vary": "Accept"})
        found = [
            {
                "id": held.thing.iri.removeprefix(str(ID["document/"])),
                "iri": held.thing.iri,
                "url": _page(held.thing.iri),
                "label": {"zh": held.thing.zh, "en": held.thing.en},
                "number": held.number,
                "date": held.date,
                "place": shelf.place.iri if shelf.place else None,
                "tasks": held.tasks,
            }
            for shelf in overview.shelves(self._engine)
            for held in shelf.documents
        ]
        headers = {**OPEN, "Cache-Control": "public, no-cache", "Vary": "Accept"}
        return JSONResponse({"documents": found}, headers=headers)

    async def add(self, request: Request) -> Response:
        """Take a document and begin a job for it.

        Raises:
            KeyRequired, KeyInsufficient: nobody may, or somebody else.
            NotOffered: this service takes no documents.
            Refusal: 413, 415, 400: the request is not such a form.
            ParameterInvalid: a field is wrong.
            WriterUnavailable: too many wait, or the disk is full.
        """
        by, jobs = self._allowed(request)
        jobs.may_wait()
        limit = self._engine.settings.max_body_bytes
        given = await form.read(request, limit)
        try:
            sent = form.sent(given, limit)
            job = await to_thread.run_sync(self._accept, jobs, sent, by)
        finally:
            await given.close()
        return _accepted(request, job)

    async def remove(self, request: Request, identifier: str) -> Response:
        """Begin a job that removes a document; with `?source=true` its files go, too.

        Raises:
            ThingUnknown: there is no such document. Else as `add`.
        """
        by, jobs = self._allowed(request)
        source = form.truth("source", request.query_params.get("source", ""))
        call = partial(jobs.remove, identifier, source=source, by=by.key)
        return _accepted(request, await to_thread.run_sync(call))

    def job(self, request: Request, number: str) -> Response:
        """Tell how far a job is.

        Raises:
            JobUnknown, NotOffered: there is none.
        """
        job = self._offered().job(number)
        headers = _NO_STORE | ({} if job.over else {"Retry-After": str(_SOON_S)})
        return JSONResponse(told(job, _spoken(request)), headers=headers)

    def _allowed(self, request: Request) -> tuple[Caller, Jobs]:
        return self._writing.caller(request, "documents"), self._offered()

    def _offered(self) -> Jobs:
        if self._jobs is None:
            raise NotOffered(
                "This service takes no documents: its graph is built elsewhere.",
                "本服务不接收文件：其图谱在别处构建。",
                hint="Add it there, with `cetu add`.",
                hint_zh="请在构建处用 `cetu add` 加入。",
            )
        return self._jobs

    def _accept(self, jobs: Jobs, sent: form.Sent, by: Caller) -> Job:
        number, path = jobs.place(sent.file.filename or "")
        try:
            form.keep(sent.file, path, self._engine.settings.min_free_bytes)
            return jobs.add(number, path, sent.about, facts=sent.facts, by=by.key)
        except BaseException:
            jobs.forget(path)
            raise


def told(job: Job, spoken: Language) -> dict[str, Any]:
    """Return a job as its address shows it; a refusal as problem details in one language."""
    found = dict(job.told)
    key = found.get("identifier")
    iri = str(ID[f"document/{key}"]) if key and job.errand == "add" else None
    return {
        "id": job.id,
        "url": f"{JOBS}/{job.id}",
        "errand": job.errand,
        "state": job.state,
        "over": job.over,
        "name": job.name,
        "submitted": job.submitted,
        "began": job.began or None,
        "ended": job.ended or None,
        "progress": {
            "step": {"zh": job.step_zh, "en": job.step},
            "done": job.done,
            "total": job.total,
        },
        "document": {"id": key, "iri": iri, "url": _page(iri)} if iri else None,
        "found": found,
        "problem": problem.details(job.fault, spoken) if job.fault else None,
    }


def _page(iri: str) -> str:
    return f"/id/{iri.removeprefix(str(ID))}"


def _spoken(request: Request) -> Language:
    return language(request.headers.get("accept-language"))


def _accepted(request: Request, job: Job) -> Response:
    headers = _NO_STORE | {
        "Location": f"{JOBS}/{job.id}",
        "Retry-After": str(_SOON_S),
        "Access-Control-Expose-Headers": "Location, Retry-After",
    }
    return JSONResponse(told(job, _spoken(request)), HTTPStatus.ACCEPTED, headers)


def _problem(description: str) -> dict[str, Any]:
    return {"description": description, "content": {problem.MEDIA_TYPE: {}}}


_ANSWERS: Final[dict[int | str, dict[str, Any]]] = {
    202: {
        "description": "A job has begun; Location is its address.",
        "content": {"application/json": {}},
        "links": {
            "job": {"operationId": "jobs_get", "parameters": {"number": "$response.body#/id"}}
        },
    },
    400: _problem("The form, or a field of it, is wrong."),
    401: _problem("There is no key, or none that is valid."),
    403: _problem("The key is not for documents."),
    415: _problem("It is no multipart form."),
    501: _problem("This service takes no documents."),
    429: _problem("Too many documents wait."),
    503: _problem("There is no room for another document, or the service ends."),
}
_BODY: Final = {
    "required": True,
    "content": {
        form.FORM: {
            "schema": {
                "type": "object",
                "required": ["file"],
                "additionalProperties": False,
                "properties": {
                    "file": {"type": "string", "format": "binary"},
                    "id": {"type": "string", "pattern": "^[a-z0-9][a-z0-9-]*$"},
                    "title": {"type": "string"},
                    "title_en": {"type": "string"},
                    "metadata_source": {"type": "string"},
                    "address": {"type": "string"},
                    "received": {"type": "string"},
                    "facts": {"type": "boolean"},
                },
            }
        }
    },
}
