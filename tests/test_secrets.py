"""No secret is in the repository: keys, tokens, passwords in addresses."""

import re
import subprocess

import pytest
from django.conf import settings

SECRETS = {
    "private key": r"-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----",
    "age key": r"AGE-SECRET-KEY-1[0-9A-Z]{20,}",
    "key of a cloud": r"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b",
    "token of a forge": r"\b(?:gh[pousr]_[0-9A-Za-z]{36}|github_pat_\w{30,}|glpat-[\w-]{20,})",
    "token of a registry": r"\b(?:pypi-AgE[\w-]{30,}|npm_[0-9A-Za-z]{36})",
    "token of a service": r"\b(?:sk_live_|rk_live_|xox[baprs]-|SG\.)[\w.-]{16,}",
    "address of error reports": r"https://[0-9a-f]{32}(?::[0-9a-f]{32})?@[\w.-]+/\d+",
    # In examples a password is called one, and the host is nobody's.
    "password in an address": (
        r"\b[a-z][a-z0-9+]*://[^\s:/@\"'{}<>$]+:(?!(?:password|secret|pass|pw|x+|y)@)[^\s/@\"'{}<>$]+"
        r"@(?![\w.-]*\b(?:example(?:\.\w+)?|localhost|127\.0\.0\.1|host|test)\b)[\w-]+\.[\w.-]+"
    ),
}
PATTERN = re.compile("|".join(f"(?P<g{number}>{each})" for number, each in enumerate(SECRETS.values())))
NAMES = re.compile(r"(^|/)(\.env|id_rsa|id_ed25519|[^/]+\.(pem|key|p12|pfx|kdbx|sqlite3|dump))$")


def secrets_in(text):
    return [list(SECRETS)[int(found.lastgroup[1:])] for found in PATTERN.finditer(text)]


def tracked():
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=settings.BASE_DIR, capture_output=True, check=False)
    if listed.returncode:
        pytest.skip("not a working copy of git")
    return [name for name in listed.stdout.decode().split("\0") if name]


def test_no_file_holds_one():
    files = [settings.BASE_DIR / name for name in tracked()]
    assert len(files) > 500
    found = {
        str(file): secrets
        for file in files
        if file.is_file() and file.stat().st_size < 2_000_000
        if (secrets := secrets_in(file.read_text(encoding="utf-8", errors="ignore")))
    }
    assert found == {}


def test_no_file_is_one():
    kept_for_upgrades = "tests/"  # a database of an old version, made of sample data
    assert [name for name in tracked() if NAMES.search(name) and not name.startswith(kept_for_upgrades)] == []


@pytest.mark.parametrize(
    "planted",
    [
        "-----BEGIN " + "PRIVATE KEY-----",
        "-----BEGIN RSA " + "PRIVATE KEY-----",
        "AKIA" + "ABCDEFGHIJKLMNOP",
        "ghp_" + "a" * 36,
        "pypi-AgE" + "a" * 40,
        "postgres://corner:" + "hunter2@db.southampton.gov.uk/corner",
        "smtp+tls://me:" + "s3cret@mail.realhost.org:587",
        "https://" + "0" * 32 + "@sentry.realhost.org/42",
        "AGE-SECRET-KEY-1" + "Q" * 58,
    ],
)
def test_a_planted_one_is_found(planted):
    assert secrets_in(f"x = '{planted}'\n")


@pytest.mark.parametrize(
    "harmless",
    [
        "postgres://user:password@host/name",
        "smtp+tls://user:password@mail.example.org:587",
        "https://example.org/a:b@c",
    ],
)
def test_an_example_is_none(harmless):
    assert not secrets_in(harmless)
