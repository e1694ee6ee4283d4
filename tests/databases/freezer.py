"""A way to a PostgreSQL server that can be frozen: nothing arrives any more, and no connection ends."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from selectors import EVENT_READ, DefaultSelector

from sqlalchemy import make_url
from sqlalchemy.engine import URL


class Freezer:
    """A relay in front of a server. `url` leads through it; while `frozen` is set it passes nothing on."""

    def __init__(self, url: str) -> None:
        self._to = make_url(url)
        self._doors = socket.create_server(("127.0.0.1", 0))
        self._selector = DefaultSelector()
        self._selector.register(self._doors, EVENT_READ)
        self._pairs: dict[socket.socket, socket.socket] = {}
        self._ended = False
        self.frozen = threading.Event()
        self._thread = threading.Thread(target=self._relay, daemon=True)

    @property
    def url(self) -> str:
        query = {name: value for name, value in self._to.query.items() if name != "host"}
        through = self._to.set(host="127.0.0.1", port=self._doors.getsockname()[1], query=query)
        return through.render_as_string(hide_password=False)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._ended = True
        self._thread.join(10)
        for one in (*self._pairs, self._doors):
            one.close()
        self._selector.close()

    def _relay(self) -> None:
        while not self._ended:
            for key, _ in self._selector.select(0.02):
                if self.frozen.is_set():
                    self.frozen.wait(0.01)
                    break
                if key.fileobj is self._doors:
                    self._open()
                elif isinstance(key.fileobj, socket.socket) and key.fileobj in self._pairs:
                    self._pass_on(key.fileobj)

    def _open(self) -> None:
        outside, _ = self._doors.accept()
        inside = _connect(self._to)
        for one, other in ((outside, inside), (inside, outside)):
            self._pairs[one] = other
            self._selector.register(one, EVENT_READ)

    def _pass_on(self, one: socket.socket) -> None:
        try:
            said = one.recv(65536)
            self._pairs[one].sendall(said)
        except OSError:
            said = b""
        if not said:
            for end in (one, self._pairs[one]):
                self._selector.unregister(end)
                del self._pairs[end]
                with suppress(OSError):
                    end.close()


def _connect(url: URL) -> socket.socket:
    """Connect to a server by its socket file or its address."""
    folder = url.query.get("host") or url.host
    if isinstance(folder, str) and folder.startswith("/"):
        inside = socket.socket(socket.AF_UNIX)
        inside.connect(f"{folder}/.s.PGSQL.{url.port or 5432}")
        return inside
    return socket.create_connection((url.host or "127.0.0.1", url.port or 5432))


@contextmanager
def freezable(url: str) -> Iterator[Freezer]:
    """Yield a way to the server at `url`."""
    freezer = Freezer(url)
    freezer.start()
    try:
        yield freezer
    finally:
        freezer.stop()
