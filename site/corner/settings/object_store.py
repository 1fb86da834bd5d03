"""Media in an S3-compatible store, chosen by S3_BUCKET. `docs/media.md` says how to set one up."""

from urllib.parse import urlsplit

from botocore.config import Config

from corner.settings.environment import Environment

#: Seconds. boto's own let a hanging store hold a page for two minutes (safety.md 4).
CONNECT_TIMEOUT = 2
READ_TIMEOUT = 5


def media_storage(env: Environment) -> dict:
    """The STORAGES entry for a bucket of an S3-compatible store."""
    endpoint = env.url("S3_ENDPOINT_URL", ("https", "http"), "https://objects.example.org").rstrip("/") or None
    style = env.one_of("S3_ADDRESSING_STYLE", ("path", "virtual"), "path" if endpoint else "virtual")
    return {
        "BACKEND": "corner.object_store.MediaStore",
        "OPTIONS": {
            "bucket_name": env.text("S3_BUCKET"),
            "endpoint_url": endpoint,
            "access_key": env.text("S3_ACCESS_KEY") or None,
            "secret_key": env.text("S3_SECRET_KEY") or None,
            "region_name": env.text("S3_REGION") or None,
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


def _public_address(env: Environment, endpoint: str | None, style: str) -> dict:
    """Where readers fetch pictures from, as django-storages wants it, and as the security policy allows it.

    With paths it is the endpoint itself, followed by the bucket's name. Else the bucket is the first part of a host.
    """
    bucket, host = env.text("S3_BUCKET"), env.text("S3_PUBLIC_HOST")
    if host:
        return {"custom_domain": host}
    if endpoint and style == "path":
        return {}
    if endpoint:
        parts = urlsplit(endpoint)
        return {"custom_domain": f"{bucket}.{parts.netloc}", "url_protocol": f"{parts.scheme}:"}
    region = env.text("S3_REGION", "us-east-1")
    return {"custom_domain": f"{bucket}.s3.{region}.amazonaws.com"}
