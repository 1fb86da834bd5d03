"""nginx with one page as a file: as fast as this machine can hand it out."""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from tools.layout.helpers import program
from tools.layout.processes import Process, free_ports, listens

_CONFIGURATION = """
daemon off; worker_processes 1; pid {folder}/pid; error_log stderr;
events {{ worker_connections 64; }}
http {{
    access_log off; default_type text/html; keepalive_requests 1000000; sendfile on;
    client_body_temp_path {folder}; proxy_temp_path {folder}; fastcgi_temp_path {folder};
    uwsgi_temp_path {folder}; scgi_temp_path {folder};
    server {{ listen 127.0.0.1:{port}; root {folder}; location / {{ try_files /page.html =404; }} }}
}}
"""


@contextlib.contextmanager
def nginx(folder: Path, html: bytes) -> Iterator[int]:
    """It answers every address with this page; gives its port. Raises LookupError where there is none."""
    found = program("nginx")
    (port,) = free_ports(1)
    folder.mkdir()
    (folder / "page.html").write_bytes(html)
    (folder / "nginx.conf").write_text(_CONFIGURATION.format(folder=folder, port=port))
    command = [found, "-p", str(folder), "-e", "stderr", "-c", str(folder / "nginx.conf")]
    if os.geteuid() == 0:
        command += ["-g", "user root;"]  # its own choice, nobody, cannot enter a temporary folder of root
    process = Process("nginx", command, folder, lambda: listens(port))
    try:
        process.start()
        yield port
    finally:
        process.stop()
