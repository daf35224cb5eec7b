"""The doors of SPARQL and of what belongs to it, together."""

from fastapi import APIRouter

from cetu.answer.services import Services
from cetu.api import graphs, sparql
from cetu.api.admin import Admin
from cetu.api.description import Descriptions
from cetu.api.query import Answers
from cetu.api.writing import Writing
from cetu.engine import Queries


def router(engine: Queries, writing: Writing, services: Services | None = None) -> APIRouter:
    """The routes of SPARQL, the Graph Store, descriptions, backups; SERVICE may name `services`."""
    doors = APIRouter()
    answers = Answers(engine, services)
    offered = services.offered if services else ()
    descriptions = Descriptions(engine, writes=writing.offered, services=offered)
    # Queries first: a request is held against the routes in their order.
    doors.routes.extend(sparql.router(answers, writing, descriptions, engine.settings).routes)
    doors.include_router(graphs.router(engine, answers, writing))
    doors.include_router(descriptions.router())
    doors.include_router(Admin(writing, engine.settings).router())
    return doors
