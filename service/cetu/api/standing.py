"""What an engine answers from, asked without keeping the event loop waiting.

Our own engine knows; a remote server has to be asked now and then, which takes a thread.
"""

from anyio import to_thread

from cetu.engine import Engine, Queries


async def digest(engine: Queries) -> str:
    """Return the identity of what is answered from.

    Raises:
        RemoteFailed: the remote server does not say.
    """
    if isinstance(engine, Engine):
        return engine.digest
    return await to_thread.run_sync(lambda: engine.digest)


async def holds(engine: Queries, graph: str) -> bool:
    """Tell whether there is a named graph with this IRI. Raises as `digest`."""
    if isinstance(engine, Engine):
        return engine.holds(graph)
    return await to_thread.run_sync(lambda: graph in engine.graphs)
