"""Media in an S3-compatible store, chosen by S3_BUCKET. `docs/media.md` says how to set one up."""

from urllib.parse import urlsplit

from botocore.config import Config
from environ import Env

#: Seconds. boto's own let a hanging store hold a page for two minutes (safety.md 4).
CONNECT_TIMEOUT = 2
READ_TIMEOUT = 5


def media_storage(env: Env) -> dict:
    """The STORAGES entry for a bucket of an S3-compatible store."""
    endpoint = env.str("S3_ENDPOINT_URL", default="").rstrip("/") or None
    style = env.str("S3_ADDRESSING_STYLE", default="path" if endpoint else "virtual")
    return {
        "BACKEND": "corner.object_store.MediaStore",
        "OPTIONS": {
            "bucket_name": env.str("S3_BUCKET"),
            "endpoint_url": endpoint,
            "access_key": env.str("S3_ACCESS_KEY", default=None),
            "secret_key": env.str("S3_SECRET_KEY", default=None),
            "region_name": env.str("S3_REGION", default=None),
            **_public_address(env, endpoint, style),
            # Addresses never expire: pages that hold them are cached. Nothing but pictures is readable by address.
            "querystring_auth": False,
            "file_overwrite": False,
            "default_acl": None,
            "object_parameters": {"CacheControl": "public, max-age=31536000, immutable"},
            "client_config": Config(
                connect_timeout=CONNECT_TIMEOUT,
                read_timeout=READ_TIMEOUT,
                retries={"total_max_attempts": 2},
                s3={"addressing_style": style},
            ),
        },
    }


def _public_address(env: Env, endpoint: str | None, style: str) -> dict:
    """Where readers fetch pictures from, as django-storages wants it, and as the security policy allows it.

    With paths it is the endpoint itself, followed by the bucket's name. Else the bucket is the first part of a host.
    """
    bucket, host = env.str("S3_BUCKET"), env.str("S3_PUBLIC_HOST", default="")
    if host:
        return {"custom_domain": host}
    if endpoint and style == "path":
        return {}
    if endpoint:
        parts = urlsplit(endpoint)
        return {"custom_domain": f"{bucket}.{parts.netloc}", "url_protocol": f"{parts.scheme}:"}
    region = env.str("S3_REGION", default="us-east-1")
    return {"custom_domain": f"{bucket}.s3.{region}.amazonaws.com"}
