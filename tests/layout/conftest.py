"""nginx is a program of the system. Without it these tests are skipped with a sentence; in CI that is a failure."""

import os

import pytest

from tools.layout.proxy import is_installed


@pytest.fixture(scope="session", autouse=True)
def nginx():
    if not is_installed():
        say = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        say("nginx is not installed: apt-get install nginx-light")
