"""A server that answers every request at once with the same few bytes; started by `engines`.

Asked as the engines are, it tells what the load generator and the way there and back cost.
"""

import selectors
import socket

_BODY = b'{"head":{},"boolean":true}'
_ANSWER = (
    b"HTTP/1.1 200 OK\r\nContent-Type: application/sparql-results+json\r\n"
    b"Content-Length: %d\r\n\r\n%b" % (len(_BODY), _BODY)
)


def main() -> None:
    """Serve until killed. A request comes in one piece here, or its last piece ends it."""
    listening = socket.create_server(("127.0.0.1", 0))
    print(f"http://127.0.0.1:{listening.getsockname()[1]}/sparql", flush=True)  # noqa: T201
    chosen = selectors.DefaultSelector()
    chosen.register(listening, selectors.EVENT_READ)
    begun: dict[socket.socket, bytes] = {}
    while True:
        for key, _ in chosen.select():
            sock = key.fileobj
            assert isinstance(sock, socket.socket)
            if sock is listening:
                accepted = listening.accept()[0]
                accepted.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                chosen.register(accepted, selectors.EVENT_READ)
                continue
            data = begun.pop(sock, b"") + _read(sock)
            if not data:
                chosen.unregister(sock)
                sock.close()
            elif _whole(data):
                sock.sendall(_ANSWER)
            else:
                begun[sock] = data


def _read(sock: socket.socket) -> bytes:
    try:
        return sock.recv(1 << 16)
    except ConnectionError:
        return b""


def _whole(request: bytes) -> bool:
    head, end, body = request.partition(b"\r\n\r\n")
    if not end:
        return False
    at = head.lower().find(b"content-length:")
    return at < 0 or len(body) >= int(head[at + 15 :].split(b"\r\n", 1)[0])


if __name__ == "__main__":
    main()
