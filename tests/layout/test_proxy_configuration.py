"""The configuration of the proxy, as nginx itself reads it, and where it has to agree with the site."""

import re
import subprocess

import pytest
from django.conf import settings

from tools.layout.helpers import program
from tools.layout.processes import free_ports
from tools.layout.proxy import TEMPLATES, fill_in, proxy

MEGABYTE = 1024 * 1024


@pytest.fixture
def folder(tmp_path):
    return tmp_path


def limits(location):
    """Bytes that a body may have in there."""
    text = (TEMPLATES / "nginx.conf.template").read_text()
    inside = text.partition(location)[2]
    return int(re.search(r"client_max_body_size (\d+)m;", inside)[1]) * MEGABYTE


def test_nginx_takes_it(folder):
    """`proxy` asks `nginx -t`, and raises when that finds a fault."""
    http, https, store, *web = free_ports(5)
    proxy(folder, http, https, web, store, "media")
    assert "${" not in (folder / "proxy" / "nginx.conf").read_text().replace("${CAPITALS}", "")


def test_nginx_takes_it_where_files_are_on_disk(folder):
    """Without a store, pictures and documents are the site's own affair."""
    http, https, store, *web = free_ports(5)
    with_store = proxy(folder, http, https, web, store, "media")
    (folder / "proxy" / "store.conf").unlink()
    subprocess.run([*with_store.command, "-t"], check=True, capture_output=True)


def test_a_fault_in_it_would_be_found(folder):
    """The control."""
    http, https, store, *web = free_ports(5)
    found = proxy(folder, http, https, web, store, "media")
    file = folder / "proxy" / "nginx.conf"
    file.write_text(file.read_text().replace("server_tokens off;", "server_tokens of;"))
    assert subprocess.run([*found.command, "-t"], check=False, capture_output=True).returncode != 0


def test_only_names_in_capitals_are_filled_in(folder):
    fill_in(folder, {"PROXY_TEMP": "/nowhere", "S3_BUCKET": "media"})
    text = (folder / "nginx.conf").read_text()
    assert "$remote_addr" in text
    assert "${PROXY_TEMP}" not in text


def test_the_proxy_takes_what_the_site_takes():
    """Else a photo that the site would take ends in an error page of the proxy."""
    assert limits("location ~ ^/admin/") > settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE
    assert limits("limit_conn visitors") > settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    assert program("nginx")


def test_what_a_visitor_says_about_themselves_is_replaced():
    text = (TEMPLATES / "nginx.conf.template").read_text()
    assert "proxy_set_header X-Forwarded-For $remote_addr;" in text
    assert "proxy_add_x_forwarded_for" not in text
    for name in ("X-Real-IP", "Forwarded", "X-Forwarded-Host"):
        assert f'proxy_set_header {name} "";' in text
