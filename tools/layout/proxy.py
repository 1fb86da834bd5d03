"""nginx with the very configuration that compose.yaml uses, and a certificate that it makes for itself."""

import os
import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from string import Template

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from tools.layout.helpers import program
from tools.layout.processes import Process, listens

TEMPLATES = Path(__file__).resolve().parents[2] / "deploy" / "nginx"
HOST = "localhost"


def fill_in(folder: Path, values: dict[str, str], with_store: bool = True) -> Path:
    """Write the configuration into `folder`, as envsubst would: only names in `values` are filled in. The main file."""
    for template in TEMPLATES.glob("*.template"):
        if with_store or not template.name.startswith("store"):
            text = Template(template.read_text()).safe_substitute(values)
            (folder / template.stem).write_text(text)
    return folder / "nginx.conf"


def make_certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate for localhost that signs itself, good for two days, and its key; the two files."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, HOST)])
    names = [x509.DNSName(HOST), x509.IPAddress(ip_address("127.0.0.1"))]
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    files = folder / "certificate.pem", folder / "key.pem"
    files[0].write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    plain = serialization.NoEncryption()
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    files[1].touch(mode=0o600)
    files[1].write_bytes(pem)
    return files


def proxy(folder: Path, http: int, https: int, web_ports: list[int], store_port: int, bucket: str) -> Process:
    """nginx before these web processes. Raises subprocess.CalledProcessError when `nginx -t` finds a fault."""
    home = folder / "proxy"
    home.mkdir(exist_ok=True)
    certificate, key = make_certificate(home)
    configuration = fill_in(
        home,
        {
            "PROXY_TEMP": str(home),
            "MIME_TYPES": "/etc/nginx/mime.types",
            "PROXY_HTTP": f"127.0.0.1:{http}",
            "PROXY_HTTPS": f"127.0.0.1:{https}",
            "ACME_FOLDER": str(home),
            "TLS_CERTIFICATE": str(certificate),
            "TLS_KEY": str(key),
            "WEB_SERVERS": " ".join(f"server 127.0.0.1:{port} max_fails=3 fail_timeout=2s;" for port in web_ports),
            "STORE": f"127.0.0.1:{store_port}",
            "S3_BUCKET": bucket,
        },
    )
    command = [program("nginx"), "-p", str(home), "-e", "stderr", "-c", str(configuration)]
    if os.geteuid() == 0:
        command += ["-g", "user root;"]  # its own choice, nobody, cannot enter a temporary folder of root
    subprocess.run([*command, "-t"], check=True, capture_output=True, text=True)  # noqa: S603  the command is ours
    return Process("proxy", command, folder, lambda: listens(https))


def is_installed() -> bool:
    return bool(shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/usr/bin"))
