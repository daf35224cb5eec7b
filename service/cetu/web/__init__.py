"""The pages: server-rendered HTML that works without script; the SPARQL editor is the exception."""

from cetu.web.pages import Pages
from cetu.web.routes import router

__all__ = ["Pages", "router"]
