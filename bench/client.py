"""Readers on keep-alive connections, who look at every answer."""

import gzip
import socket
import threading
import time
from dataclasses import dataclass

HOST = "localhost"
#: Seconds that one answer may take on a busy machine.
PATIENCE = 60
CONNECTIONS = 4


class WrongAnswer(RuntimeError):
    """What came back is not the page that is measured."""


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> bytes:
        """The body as it was before it was compressed."""
        return gzip.decompress(self.body) if self.headers.get("content-encoding") == "gzip" else self.body


def check(answer: Answer, path: str, marker: str) -> None:
    """Raises WrongAnswer unless it is the page: 200, and its marker in it. An error page can be very fast."""
    if answer.status != 200:
        raise WrongAnswer(f"{path} answered {answer.status}.")
    if marker.encode() not in answer.text:
        raise WrongAnswer(f"{path} answered without “{marker}”.")


class Connection:
    """One reader's, opened anew when the server has closed it. TLS ends at the proxy, so it says that it was there."""

    def __init__(self, port: int) -> None:
        self.port = port
        self._socket: socket.socket | None = None
        self._rest = b""

    def get(self, path: str, accept: str = "identity") -> Answer:
        """Raises OSError when the server hangs up, and WrongAnswer for what is no answer with a length."""
        lines = [f"GET {path} HTTP/1.1", f"Host: {HOST}", f"Accept-Encoding: {accept}", "X-Forwarded-Proto: https"]
        if self._socket is None:
            self._socket, self._rest = socket.create_connection(("127.0.0.1", self.port), PATIENCE), b""
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._socket.sendall("\r\n".join([*lines, "", ""]).encode())
        answer = self._answer(path)
        if answer.headers.get("connection") == "close":
            self.close()
        return answer

    def close(self) -> None:
        if self._socket:
            self._socket.close()
        self._socket = None

    def _answer(self, path: str) -> Answer:
        while b"\r\n\r\n" not in self._rest:
            self._read()
        head, _, rest = self._rest.partition(b"\r\n\r\n")
        first, *lines = head.decode("latin-1").split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        if "content-length" not in headers:
            raise WrongAnswer(f"{path} does not say how long it is.")
        length, self._rest = int(headers["content-length"]), rest
        while len(self._rest) < length:
            self._read()
        body, self._rest = self._rest[:length], self._rest[length:]
        return Answer(int(first.split(" ")[1]), headers, body)

    def _read(self) -> None:
        assert self._socket is not None  # noqa: S101  `get` has opened it
        more = self._socket.recv(1 << 16)
        if not more:
            raise ConnectionError("The server hung up.")
        self._rest += more


def load(port: int, path: str, marker: str, seconds: float, connections: int = CONNECTIONS) -> float:
    """Answers a second, with so many readers at once for so long. Raises WrongAnswer at the first that is no page."""
    counts, failures = [0] * connections, list[Exception]()
    began = time.perf_counter()

    def read(number: int) -> None:
        connection = Connection(port)
        try:
            while time.perf_counter() < began + seconds and not failures:
                check(connection.get(path), path, marker)
                counts[number] += 1
        except (OSError, WrongAnswer) as error:
            failures.append(error)
        finally:
            connection.close()

    readers = [threading.Thread(target=read, args=(number,)) for number in range(connections)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    if failures:
        raise failures[0] if isinstance(failures[0], WrongAnswer) else WrongAnswer(f"{path}: {failures[0]}")
    return sum(counts) / (time.perf_counter() - began)
