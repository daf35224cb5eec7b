"""Serves the snapshot with rdflib-endpoint, the common choice in Python; started by `engines`."""

import socket
import sys
from pathlib import Path

import uvicorn
from rdflib import Dataset, URIRef
from rdflib_endpoint import SparqlEndpoint

from cetu import store


def main() -> None:
    """Load every file of the snapshot, each into its graph, and serve their union."""
    data = Dataset(default_union=True)
    for file in store.snapshot(Path(sys.argv[1])).files:
        if file.graph:
            data.graph(URIRef(file.graph)).parse(file.path, format="turtle")
        else:
            data.parse(file.path, format="trig")
    app = SparqlEndpoint(graph=data, path="/sparql")
    # Named TCP, or asyncio leaves Nagle's algorithm on and answers wait 40 ms for each other.
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.bind(("127.0.0.1", 0))
    print(f"http://127.0.0.1:{listening.getsockname()[1]}/sparql", flush=True)  # noqa: T201
    uvicorn.Server(uvicorn.Config(app, log_level="warning")).run(sockets=[listening])


if __name__ == "__main__":
    main()
