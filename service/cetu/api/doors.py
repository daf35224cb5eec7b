"""The doors of SPARQL and of what belongs to it, together."""

from fastapi import APIRouter

from cetu.answer.services import Services
from cetu.api import sparql
from cetu.api.description import Descriptions
from cetu.api.writing import Writing
from cetu.engine import Queries


def router(engine: Queries, writing: Writing, services: Services | None = None) -> APIRouter:
    """The routes of queries and updates, and of descriptions; SERVICE may name `services`."""
    doors = APIRouter()
    offered = services.offered if services else ()
    descriptions = Descriptions(engine, writes=writing.offered, services=offered)
    # Queries first: a request is held against the routes in their order.
    doors.include_router(sparql.router(engine, writing, descriptions, services))
    doors.include_router(descriptions.router())
    return doors
