"""Serves N-Quads with rdflib-endpoint, the union as default graph; started by `engines`."""

import socket
import sys

import uvicorn
from rdflib import Dataset
from rdflib_endpoint import SparqlEndpoint


def main() -> None:
    """Load the file and serve the union of its graphs."""
    data = Dataset(default_union=True)
    data.parse(sys.argv[1], format="nquads")
    app = SparqlEndpoint(graph=data, path="/sparql")
    # Named TCP, or asyncio leaves Nagle's algorithm on and answers wait 40 ms for each other.
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.bind(("127.0.0.1", 0))
    print(f"http://127.0.0.1:{listening.getsockname()[1]}/sparql", flush=True)  # noqa: T201
    config = uvicorn.Config(app, log_level="warning", timeout_keep_alive=3600)
    uvicorn.Server(config).run(sockets=[listening])


if __name__ == "__main__":
    main()
