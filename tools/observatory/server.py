"""The site on two ports of this machine, one with TLS, in this process; a fault can be asked for by its name."""

import ssl
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from socketserver import ThreadingMixIn
from typing import Any
from unittest.mock import patch
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

FAULTS = {"/planted-500/": "500", "/planted-503/": "503"}


class Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class Quiet(WSGIRequestHandler):
    def log_message(self, *args: Any) -> None:
        """Nobody reads it."""


def certificate(folder: Path) -> Path:
    """A certificate for localhost, and its key, in one file; signed by itself and good for a day."""
    key, signed, both = folder / "key.pem", folder / "certificate.pem", folder / "both.pem"
    subprocess.run(  # noqa: S603
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=localhost",  # noqa: S607
         "-addext", "subjectAltName=DNS:localhost", "-keyout", str(key), "-out", str(signed)],
        check=True, capture_output=True,
    )  # fmt: skip
    both.write_bytes(key.read_bytes() + signed.read_bytes())
    return signed


@contextmanager
def serving(application: Callable[..., Any], ports: tuple[int, int], folder: Path, cookie: str) -> Iterator[None]:
    """`cookie` is sent along with whatever asks for the admin, as the browser of staff would."""

    def site(environ: dict[str, Any], start: Any) -> Any:
        if environ["PATH_INFO"].startswith("/admin/"):
            environ["HTTP_COOKIE"] = cookie
        if (fault := FAULTS.get(environ["PATH_INFO"])) is None:
            return application(environ, start)
        from corner.media import StoreAway

        error = StoreAway() if fault == "503" else ValueError("planted")
        environ["PATH_INFO"] = "/"
        with patch("wagtail.models.Page.serve", side_effect=error):
            return application(environ, start)

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "both.pem")
    servers = [make_server("127.0.0.1", port, site, Server, Quiet) for port in ports]
    servers[1].socket = context.wrap_socket(servers[1].socket, server_side=True)
    servers[1].base_environ["HTTPS"] = "on"
    for server in servers:
        threading.Thread(target=server.serve_forever, daemon=True).start()
    yield
    for server in servers:
        server.shutdown()
