"""The store of uploaded files across the network, chosen by S3_BUCKET."""

import functools
from collections.abc import Callable
from typing import Any
from urllib.parse import quote, urlsplit

from boto3.exceptions import Boto3Error
from botocore.exceptions import BotoCoreError, ClientError
from storages.backends.s3 import S3Storage

from corner import failures, troubles
from corner.media import StoreAway


def _or_away(method: Callable) -> Callable:
    """boto's errors are no OSErrors, which is what Django and Wagtail are ready for."""

    @functools.wraps(method)
    def asked(*args: Any, **kwargs: Any) -> Any:
        try:
            return method(*args, **kwargs)
        except (BotoCoreError, Boto3Error, ClientError) as error:
            troubles.note(troubles.Kind.STORE)
            raise StoreAway(failures.describe(error)) from error

    return asked


#: Everybody may fetch these by their address, and keep them: their names change with their content.
PUBLIC_FOLDER = "images/"
FOR_EVERYBODY = "public, max-age=31536000, immutable"
FOR_ONE = "private, no-store"
#: Seconds that a signed link is good for: long enough for a browser to follow it, too short to be passed on.
LINK_LASTS = 60
#: Names that are tried for a file; they end in seven random letters.
MOST_NAMES = 5


class MediaStore(S3Storage):
    """An S3-compatible store. Every failure to reach it is a StoreAway; a file that is not there, FileNotFoundError."""

    bucket_name: str
    client_config: Any
    #: The store as browsers reach it, which may be by another name than ours for it.
    public_endpoint: str

    def get_default_settings(self) -> dict[str, Any]:
        return {**super().get_default_settings(), "public_endpoint": ""}

    def get_object_parameters(self, name: str) -> dict[str, str]:
        """What the store says to browsers about a file."""
        return {"CacheControl": FOR_EVERYBODY if name.startswith(PUBLIC_FOLDER) else FOR_ONE}

    def signed_link(self, name: str, file_name: str, method: str = "GET") -> str:
        """An address at which whoever has it can download the file as `file_name`, for LINK_LASTS seconds.

        The store is not asked, so the file may be missing. Ask first whether this reader may have it.
        """
        parameters = {"Bucket": self.bucket_name, "Key": name}
        if method == "GET":
            plain = file_name.encode("ascii", "replace").decode().replace('"', "'")
            shown = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(file_name)}"
            parameters |= {"ResponseContentDisposition": shown, "ResponseCacheControl": FOR_ONE}
        asked = "head_object" if method == "HEAD" else "get_object"
        return str(self._signer.generate_presigned_url(asked, Params=parameters, ExpiresIn=LINK_LASTS))

    def origins(self) -> list[str]:
        """Where browsers fetch from: pictures, and what links are signed for; for the security policy."""
        signed = urlsplit(self.public_endpoint)
        virtual = self.client_config.s3["addressing_style"] == "virtual"
        host = f"{self.bucket_name}.{signed.netloc}" if virtual else signed.netloc
        pictures = f"{self.url_protocol}//{self.custom_domain.partition('/')[0]}"
        return list(dict.fromkeys([pictures, f"{signed.scheme}://{host}"]))

    @functools.cached_property
    def _signer(self) -> Any:
        """A client that signs for the name by which browsers reach the store: the name is part of what is signed."""
        session = self._create_session()
        region = self.region_name or "us-east-1"
        return session.client("s3", region, endpoint_url=self.public_endpoint, config=self.client_config)

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        """A name that is not taken. Raises StoreAway where every name is: such a store would be asked for ever."""
        self._names_left = MOST_NAMES
        return super().get_available_name(name, max_length)

    def get_alternative_name(self, file_root: str, file_ext: str) -> str:
        self._names_left -= 1
        if not self._names_left:
            troubles.note(troubles.Kind.STORE)
            raise StoreAway("It says that it has a file of every name.")
        return super().get_alternative_name(file_root, file_ext)

    _open = _or_away(S3Storage._open)
    _save = _or_away(S3Storage._save)
    delete = _or_away(S3Storage.delete)
    exists = _or_away(S3Storage.exists)
    listdir = _or_away(S3Storage.listdir)
    size = _or_away(S3Storage.size)
    get_modified_time = _or_away(S3Storage.get_modified_time)
