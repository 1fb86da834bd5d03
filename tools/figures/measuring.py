"""Measuring one figure in a process of its own: Django can be set up only once in each."""

import importlib
import multiprocessing
import signal
from multiprocessing.connection import Connection

from tools.figures.figure import Figure


class NotMeasured(RuntimeError):
    """The figure's module failed; its own error was printed before."""


def measure(module: str, rounds: int, database: str) -> list[Figure]:
    """What the module of this name finds. Raises NotMeasured. Interrupted, it ends whatever that started."""
    context = multiprocessing.get_context("spawn")
    comes, goes = context.Pipe(duplex=False)
    process = context.Process(target=_measure, args=(goes, module, rounds, database))
    process.start()
    goes.close()
    try:
        found: list[Figure] = comes.recv()
    except EOFError:
        raise NotMeasured(f"{module} could not be measured on {database}.") from None
    except KeyboardInterrupt:
        process.terminate()
        raise
    finally:
        process.join()
    return found


def _measure(goes: "Connection[list[Figure], None]", module: str, rounds: int, database: str) -> None:
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # so that whatever was started is ended in good order
    goes.send(list(importlib.import_module(module).figures(rounds, database)))
