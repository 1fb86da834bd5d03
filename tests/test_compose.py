"""The promises of compose.yaml, read from it: what is published, who runs as whom, what is secret."""

import re
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[1]
COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text())
SERVICES = COMPOSE["services"]
OURS = {"web-1", "web-2", "worker", "migrate", "bucket"}
#: Where the image itself has a user of its own and not root.
OWN_USER = OURS | {"proxy"}
each = pytest.mark.parametrize("name", SERVICES)


def test_every_part_is_there():
    assert OURS | {"proxy", "database", "cache", "store"} == set(SERVICES)


@each
def test_nothing_may_do_more_than_it_must(name):
    service = SERVICES[name]
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["read_only"] is True
    assert not {"privileged", "cap_add", "pid", "network_mode", "devices"} & set(service)


@each
def test_nobody_is_root(name):
    if name in OWN_USER:
        image = SERVICES[name]["image"]
        assert image.startswith(("corner:", "nginxinc/nginx-unprivileged:"))
    else:
        assert re.fullmatch(r"[1-9]\d*:[1-9]\d*", SERVICES[name]["user"])


@each
def test_every_image_names_its_version(name):
    tag = SERVICES[name]["image"].rpartition(":")[2].strip("}-")
    assert re.search(r"\d", tag)
    assert "latest" not in tag


def test_only_the_proxy_is_published():
    assert {name for name, service in SERVICES.items() if "ports" in service} == {"proxy"}
    assert COMPOSE["networks"]["inside"]["internal"] is True
    for name in ("database", "cache"):
        assert SERVICES[name]["networks"] == ["inside"]
    assert SERVICES["proxy"]["networks"] == ["front"]


def test_what_must_last_is_in_a_named_volume():
    mounted = {mount.partition(":")[0] for service in SERVICES.values() for mount in service.get("volumes", [])}
    named = {mount for mount in mounted if not mount.startswith((".", "$"))}
    assert named == set(COMPOSE["volumes"])
    assert SERVICES["database"]["environment"]["PGDATA"].startswith("/var/lib/postgresql/data")


def test_what_is_secret_comes_from_the_environment():
    for name, service in SERVICES.items():
        for key, value in service.get("environment", {}).items():
            if re.search(r"PASSWORD|SECRET|_KEY$|EMAIL_URL|DSN", key) and key not in {"S3_ACCESS_KEY", "TLS_KEY"}:
                assert re.fullmatch(r"\$\{\w+(:[-?][^}]*)?\}", value), f"{name}: {key}"
    for address in (SERVICES["web-1"]["environment"]["DATABASE_URL"], SERVICES["store"]["environment"]["IDENTITIES"]):
        assert re.search(r"\$\{\w+", address)


def test_what_it_wants_is_explained():
    """Each name that compose.yaml wants from .env stands in .env.example."""
    wanted = set(re.findall(r"\$\{([A-Z][A-Z0-9_]+)", (ROOT / "compose.yaml").read_text()))
    explained = set(re.findall(r"^#? ?([A-Z][A-Z0-9_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))
    assert wanted - explained == set()


def test_migrations_are_a_step_of_their_own():
    assert "migrate" in SERVICES["migrate"]["command"]
    assert SERVICES["migrate"]["restart"] == "no"
    for name in ("web-1", "web-2", "worker"):
        assert SERVICES[name]["depends_on"]["migrate"]["condition"] == "service_completed_successfully"
        assert "migrate" not in str(SERVICES[name].get("command"))


def test_two_web_servers_are_the_same_and_there_is_one_worker():
    assert SERVICES["web-1"] == SERVICES["web-2"]
    assert "command" not in SERVICES["web-1"]  # the image's own
    assert SERVICES["worker"]["command"] == ["python", "manage.py", "work"]


def test_each_server_says_whether_it_lives():
    without = {name for name, service in SERVICES.items() if service.get("healthcheck", {}).get("disable")}
    assert without == {"worker", "migrate", "bucket"}
    image_says = {"web-1", "web-2"}
    assert all("test" in SERVICES[name]["healthcheck"] for name in set(SERVICES) - without - image_says)


def test_the_site_gets_settings_it_knows():
    """A slip in a name would leave a default in place without a word."""
    known = (ROOT / ".env.example").read_text()
    for key in SERVICES["web-1"]["environment"]:
        assert re.search(rf"^#? ?{key}=", known, re.MULTILINE), key


def test_the_proxy_is_told_all_that_its_configuration_asks():
    asked = set()
    for template in (ROOT / "deploy" / "nginx").glob("*.template"):
        asked |= set(re.findall(r"\$\{([A-Z0-9_]+)\}", template.read_text())) - {"CAPITALS"}
    assert asked <= set(SERVICES["proxy"]["environment"])
