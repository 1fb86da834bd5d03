"""Makes the bucket of the store of uploaded files, where a store of one's own begins without one (compose.yaml)."""

from typing import Any

from botocore.exceptions import BotoCoreError, ClientError
from django.core.files.storage import default_storage
from django.core.management.base import BaseCommand, CommandError

from corner import failures

THERE_ALREADY = {"BucketAlreadyOwnedByYou", "BucketAlreadyExists"}


class Command(BaseCommand):
    help = "Makes the bucket that S3_BUCKET names, unless it is there."

    def handle(self, *args: Any, **options: Any) -> None:
        storage: Any = default_storage
        if not hasattr(storage, "signed_link"):
            raise CommandError("Files are kept on this machine: S3_BUCKET is not set.")
        try:
            storage.connection.meta.client.create_bucket(Bucket=storage.bucket_name)
        except ClientError as error:
            if error.response.get("Error", {}).get("Code") not in THERE_ALREADY:
                raise CommandError(f"The store does not make it ({failures.describe(error)}).") from None
        except BotoCoreError as error:
            raise CommandError(f"The store does not answer ({failures.describe(error)}).") from None
