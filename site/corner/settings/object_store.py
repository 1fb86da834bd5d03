"""Media in an S3-compatible store, chosen by S3_BUCKET."""

from botocore.config import Config
from environ import Env


def media_storage(env: Env) -> dict:
    """The STORAGES entry for an S3-compatible bucket.

    Timeouts are seconds: boto's own defaults let a hanging store hold a page for two minutes (safety.md 4).
    """
    return {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": env.str("S3_BUCKET"),
            "endpoint_url": env.str("S3_ENDPOINT_URL", default=None),
            "access_key": env.str("S3_ACCESS_KEY", default=None),
            "secret_key": env.str("S3_SECRET_KEY", default=None),
            "region_name": env.str("S3_REGION", default=None),
            "custom_domain": env.str("S3_PUBLIC_HOST", default=None),
            "querystring_auth": env.bool("S3_SIGNED_LINKS", default=False),
            "file_overwrite": False,
            "default_acl": None,
            "object_parameters": {"CacheControl": "public, max-age=31536000, immutable"},
            "client_config": Config(
                connect_timeout=2,
                read_timeout=5,
                retries={"total_max_attempts": 2},
                s3={"addressing_style": env.str("S3_ADDRESSING_STYLE", default="auto")},
            ),
        },
    }
