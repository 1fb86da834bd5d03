"""Media in an S3-compatible store, chosen by S3_BUCKET. `docs/media.md` says how to set one up."""

from urllib.parse import urlsplit

from botocore.config import Config

from corner.settings.environment import Environment

#: Seconds. boto's own let a hanging store hold a page for two minutes (safety.md 4).
CONNECT_TIMEOUT = 2
READ_TIMEOUT = 5


def media_storage(env: Environment) -> dict:
    """The STORAGES entry for a bucket of an S3-compatible store."""
    example = "https://objects.example.org"
    given = env.url("S3_ENDPOINT_URL", ("https", "http"), example).rstrip("/")
    style = env.one_of("S3_ADDRESSING_STYLE", ("path", "virtual"), "path" if given else "virtual")
    endpoint = given or f"https://s3.{env.text('S3_REGION', 'us-east-1')}.amazonaws.com"
    public = env.origin("S3_PUBLIC_ENDPOINT_URL", endpoint)
    return {
        "BACKEND": "corner.object_store.MediaStore",
        "OPTIONS": {
            "bucket_name": env.text("S3_BUCKET"),
            "endpoint_url": endpoint,
            "public_endpoint": public,
            "access_key": env.text("S3_ACCESS_KEY") or None,
            "secret_key": env.text("S3_SECRET_KEY") or None,
            "region_name": env.text("S3_REGION") or None,
            **_address_of_pictures(env, public, style),
            # Addresses of pictures never expire: pages that hold them are cached. Links to documents are signed one by
            # one (MediaStore.signed_link); nothing else is readable by address.
            "querystring_auth": False,
            "file_overwrite": False,
            "default_acl": None,
            "client_config": Config(
                connect_timeout=CONNECT_TIMEOUT,
                read_timeout=READ_TIMEOUT,
                retries={"total_max_attempts": 2},
                signature_version="s3v4",
                s3={"addressing_style": style},
            ),
        },
    }


def _address_of_pictures(env: Environment, public: str, style: str) -> dict:
    """Where readers fetch pictures from, as django-storages wants it: what stands before the name of the file."""
    bucket, host = env.text("S3_BUCKET"), env.text("S3_PUBLIC_HOST")
    if host:
        return {"custom_domain": host}
    parts = urlsplit(public)
    where = f"{parts.netloc}/{bucket}" if style == "path" else f"{bucket}.{parts.netloc}"
    return {"custom_domain": where, "url_protocol": f"{parts.scheme}:"}
