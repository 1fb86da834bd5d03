"""Whatever happens to Redis or to the disk, the worst for a page is a miss."""

import logging
import os
import shutil
import socket
import threading
import time
from pathlib import Path

import pytest
from django.core.cache.backends.base import BaseCache
from django.core.cache.backends.filebased import FileBasedCache
from django.core.cache.backends.redis import RedisCache

from corner import cache as module
from corner.cache import FailSafeFileCache, FailSafeRedisCache


@pytest.fixture(autouse=True)
def nothing_known(monkeypatch):
    monkeypatch.setattr(module, "_troubles", type(module._troubles)(module.Trouble))


@pytest.fixture
def dead():
    """A cache whose server is not there."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    return FailSafeRedisCache(f"redis://:secret@127.0.0.1:{port}/0", {})


@pytest.fixture
def hanging():
    """A cache whose server takes connections and says nothing."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen(50)
        yield FailSafeRedisCache(f"redis://127.0.0.1:{server.getsockname()[1]}/0", {})


@pytest.fixture
def every_try(monkeypatch):
    """Ask the server each time, as if long enough had passed since it failed."""
    monkeypatch.setattr(module, "REST", 0)


EVERY_WAY = pytest.mark.parametrize(
    ("act", "answer"),
    [
        (lambda cache: cache.get("key"), None),
        (lambda cache: cache.get("key", "default"), "default"),
        (lambda cache: cache.set("key", 1), None),
        (lambda cache: cache.add("key", 1), False),
        (lambda cache: cache.touch("key"), False),
        (lambda cache: cache.delete("key"), False),
        (lambda cache: cache.get_many(["a", "b"]), {}),
        (lambda cache: cache.set_many({"a": 1, "b": 2}), ["a", "b"]),
        (lambda cache: cache.delete_many(["a"]), None),
        (lambda cache: cache.has_key("key"), False),
        (lambda cache: "key" in cache, False),
        (lambda cache: cache.clear(), None),
        (lambda cache: cache.get_or_set("key", lambda: "made anew"), "made anew"),
        (lambda cache: cache.close(), None),
    ],
)


@EVERY_WAY
def test_a_dead_cache_is_an_empty_one(dead, every_try, act, answer):
    assert act(dead) == answer


def test_counting_in_a_dead_cache_fails_as_in_an_empty_one(dead):
    with pytest.raises(ValueError, match="no such key"):
        dead.incr("key")


def test_every_way_to_use_a_cache_is_covered():
    """A method that Django's Redis cache has and ours does not would be the one that fails."""
    theirs = {name for name in vars(RedisCache) if not name.startswith("_")}
    assert theirs - set(vars(FailSafeRedisCache)) == {"get_backend_timeout"}
    assert issubclass(FailSafeRedisCache, BaseCache)


def test_a_page_that_asks_a_hanging_cache_many_times_waits_once(hanging):
    began = time.monotonic()
    for number in range(50):
        assert hanging.get(f"key-{number}") is None
    assert time.monotonic() - began < 1.5  # the bound of safety.md, "Fault figures to beat"


def test_all_threads_of_a_process_share_what_one_found_out(dead, monkeypatch):
    dead.get("key")
    asked = []
    monkeypatch.setattr("django.core.cache.backends.redis.RedisCache.get", lambda *args: asked.append(1))
    other = FailSafeRedisCache(dead._servers[0], {})
    thread = threading.Thread(target=lambda: other.get("key"))
    thread.start()
    thread.join()
    assert asked == []


def test_the_log_says_it_once_a_minute_and_no_secret(dead, every_try, caplog, monkeypatch):
    clock = {"now": 1000.0}
    monkeypatch.setattr(module.time, "monotonic", lambda: clock["now"])
    with caplog.at_level(logging.WARNING):
        for _ in range(5):
            dead.get("person:amina@example.org")
        assert len(caplog.records) == 1
        clock["now"] += 61
        dead.get("person:amina@example.org")
        assert len(caplog.records) == 2
    assert "secret" not in caplog.text
    assert "amina" not in caplog.text


# --- in files -----------------------------------------------------------------------------------------------------


@pytest.fixture
def files(tmp_path):
    return FailSafeFileCache(str(tmp_path / "cache"), {})


@pytest.fixture
def no_folder(tmp_path):
    """A cache whose folder cannot be made, read or written: a file is in its place, which stops even root."""
    (tmp_path / "cache").write_text("not a folder")
    return FailSafeFileCache(str(tmp_path / "cache"), {})


@EVERY_WAY
def test_a_folder_that_cannot_be_used_is_an_empty_cache(no_folder, every_try, act, answer):
    if "set_many" in act.__code__.co_names:
        answer = []  # Django's own way with one key at a time cannot say which was lost
    assert act(no_folder) == answer


def test_a_folder_that_vanishes_while_the_site_runs_is_one_too(files, every_try, tmp_path):
    files.set("key", 1)
    shutil.rmtree(tmp_path / "cache")
    (tmp_path / "cache").write_text("not a folder")
    files.set("key", 2)
    assert files.get("key", "default") == "default"


def test_every_way_to_use_files_is_covered():
    theirs = {name for name in vars(FileBasedCache) if not name.startswith("_")}
    assert theirs - set(vars(FailSafeFileCache)) == {"cache_suffix", "pickle_protocol"}


@pytest.mark.parametrize("left", [0, 1, 10, 20, -1])
@pytest.mark.parametrize(
    ("ask", "miss"),
    [
        (lambda cache: cache.get("key", "default"), "default"),
        (lambda cache: cache.get_many(["key"]), {}),
        (lambda cache: cache.touch("key"), False),
        (lambda cache: cache.get_or_set("key", "made anew"), "made anew"),
    ],
)
def test_a_file_that_was_cut_off_is_a_miss_and_goes(files, tmp_path, left, ask, miss):
    """A full disk or a power cut leaves half a file behind. It must not fail the next page, and every one after it."""
    files.set("key", "a value of some length" * 20)
    (path,) = (tmp_path / "cache").iterdir()
    path.write_bytes(path.read_bytes()[:left])
    assert ask(files) == miss
    files.set("key", "new")
    assert files.get("key") == "new"


def test_nonsense_in_a_file_is_a_miss(files, tmp_path, caplog):
    files.set("key", 1)
    (path,) = (tmp_path / "cache").iterdir()
    path.write_bytes(b"nonsense")
    assert not files.has_key("key")
    assert not path.exists()
    path.write_bytes(b"nonsense")
    assert files.add("key", 2)
    assert files.get("key") == 2


def test_the_log_says_once_that_a_file_was_broken_and_the_others_still_serve(files, tmp_path, caplog):
    files.set("person:amina@example.org", 1)
    (broken,) = (tmp_path / "cache").iterdir()
    files.set("fine", "here")
    with caplog.at_level(logging.WARNING):
        for _ in range(3):
            broken.write_bytes(b"nonsense")
            files.get("person:amina@example.org")
    assert len(caplog.records) == 1
    assert "amina" not in caplog.text
    assert files.get("fine") == "here"


def test_a_cache_in_files_that_is_well_works(files):
    assert files.set_many({"here": 2, "there": 3}) == []
    assert files.get_many(["here", "there"]) == {"here": 2, "there": 3}
    assert files.incr("here") == 3
    assert not files.add("here", 9)
    assert files.touch("here", 60)
    assert files.delete("here")
    assert files.get("here", "gone") == "gone"
    files.clear()
    assert files.get("there") is None
    assert not files.rests


@pytest.mark.django_db
@pytest.mark.parametrize("trouble", ["a broken file", "no folder"])
def test_the_home_page_stands_with_the_cache_of_production_broken(client, home, settings, tmp_path, trouble):
    folder = tmp_path / "cache"
    settings.CACHES = {"default": {"BACKEND": "corner.cache.FailSafeFileCache", "LOCATION": str(folder)}}
    assert client.get("/").status_code == 200
    written = list(folder.iterdir())
    assert written, "the page uses the cache"
    if trouble == "no folder":
        shutil.rmtree(folder)
        folder.write_text("not a folder")
    for path in written if trouble == "a broken file" else []:
        path.write_bytes(path.read_bytes()[:-3])
    assert client.get("/").status_code == 200


def test_production_keeps_its_cache_in_such_files():
    text = (Path(module.__file__).parent / "settings" / "production.py").read_text()
    assert '"corner.cache.FailSafeFileCache"' in text
    assert "backends.filebased" not in text


# --- a real one -------------------------------------------------------------------------------------------------


@pytest.fixture
def real():
    """The server of this machine, where there is one; a few keys of our own, deleted again."""
    url = os.environ.get("TEST_CACHE_URL", "redis://127.0.0.1:6379/9")
    cache = FailSafeRedisCache(url, {"KEY_PREFIX": f"corner-test-{os.getpid()}"})
    cache.set("here", 1, 60)
    if cache.get("here") != 1:
        pytest.skip("no Redis or Valkey at TEST_CACHE_URL")
    yield cache
    cache.delete_many(["here", "there", "broken"])


def test_a_cache_that_is_well_works(real):
    assert real.set_many({"here": 2, "there": 3}) == []
    assert real.get_many(["here", "there"]) == {"here": 2, "there": 3}
    assert real.incr("here") == 3
    assert real.delete("here")
    assert real.get("here", "gone") == "gone"
    assert not real.trouble.rests_until > 0


def test_what_another_release_wrote_is_a_miss_and_no_trouble(real):
    real._cache.get_client(write=True).set(real.make_key("broken"), b"\x80\x05cmissing.module\nName\n.")
    assert real.get("broken", "default") == "default"
    assert real.get_many(["broken", "here"]) == {"here": 1}
    assert real.get("here") == 1
