"""A TCP valve in front of a real server: a fault is switched on and off without touching the server itself."""

import asyncio
import threading
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager, suppress
from enum import Enum, auto
from typing import Any

from tools.postgres import free_port


class Mode(Enum):
    OPEN = auto()
    #: Nobody listens, and who was connected is cut off.
    REFUSE = auto()
    #: Connections are taken, and no byte passes until the valve is open again.
    HANG = auto()
    #: Every piece waits for `Valve.slow_by` seconds.
    SLOW = auto()


class Valve:
    """Listens on `port` and passes everything on to `target`, another port of 127.0.0.1, as far as `mode` lets it.

    `target` may be set later, and changed: whoever connects from then on is led there.
    """

    def __init__(self, target: int = 0, slow_by: float = 0.5) -> None:
        self.port, self.target, self.slow_by = free_port(), target, slow_by
        self.mode = Mode.OPEN
        self._loop = asyncio.new_event_loop()
        self._server: asyncio.Server | None = None
        self._writers: set[asyncio.StreamWriter] = set()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._do(self._listen())

    def turn(self, mode: Mode) -> None:
        """From now on, for the connections that there are as well."""
        self._do(self._turn(mode))

    @contextmanager
    def turned(self, mode: Mode) -> Iterator[None]:
        """For a while; open again afterwards."""
        self.turn(mode)
        try:
            yield
        finally:
            self.turn(Mode.OPEN)

    def close(self) -> None:
        self._do(self._stop())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def _do(self, act: Coroutine[Any, Any, None]) -> None:
        asyncio.run_coroutine_threadsafe(act, self._loop).result(timeout=10)

    async def _turn(self, mode: Mode) -> None:
        self.mode = mode
        if mode == Mode.REFUSE:
            await self._cut()
        elif self._server is None:
            await self._listen()

    async def _listen(self) -> None:
        self._server = await asyncio.start_server(self._connected, "127.0.0.1", self.port)

    async def _cut(self) -> None:
        if self._server:
            self._server.close()
            self._server = None
        for writer in list(self._writers):
            writer.transport.abort()

    async def _stop(self) -> None:
        await self._cut()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._writers.add(writer)
        far: asyncio.StreamWriter | None = None
        try:
            await self._let_through()
            far_reader, far = await asyncio.open_connection("127.0.0.1", self.target)
            self._writers.add(far)
            await asyncio.gather(self._pump(reader, far), self._pump(far_reader, writer))
        except OSError:
            pass  # either end is gone, and so is the other, below
        finally:
            for each in (writer, far):
                if each:
                    self._writers.discard(each)
                    each.transport.abort()

    async def _pump(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
        while data := await source.read(65536):
            await self._let_through()
            sink.write(data)
            await sink.drain()
        with suppress(OSError, RuntimeError):
            sink.write_eof()

    async def _let_through(self) -> None:
        if self.mode == Mode.SLOW:
            await asyncio.sleep(self.slow_by)
        while self.mode == Mode.HANG:
            await asyncio.sleep(0.02)
