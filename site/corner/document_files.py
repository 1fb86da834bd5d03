"""Documents that staff upload: what is in a file is what its name says, and a small file does not unpack to a huge one.

They are handed out as downloads with `nosniff`, so none can run on this site (`corner.settings.base`). This keeps what
would harm whoever opens them out as well: a program or a page by the name of a text.
"""

import zipfile
from pathlib import PurePath
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files import File
from django.utils.translation import gettext_lazy as _
from wagtail.documents.forms import BaseDocumentForm

#: How files of a kind begin. Of plain text: not with a zero byte anywhere.
BEGINNINGS = {"pdf": (b"%PDF-",), "mp3": (b"ID3", b"\xff\xfb", b"\xff\xfa", b"\xff\xf3", b"\xff\xf2")}
#: What is in the archive that an office file is.
PACKED = {"docx": "word/", "xlsx": "xl/", "pptx": "ppt/", "odt": "content.xml"}
TEXTS = ("csv", "txt")
#: Bytes when unpacked; an office file of 40 MB holds pictures, which do not shrink.
LARGEST_UNPACKED = 400 * 1024 * 1024

NOT_WHAT_IT_SAYS = _(
    "This file is not what its name says, or it is damaged. Open it on your computer to see if it is whole, "
    "save it again as “%(kind)s”, and choose it once more."
)
TOO_MUCH = _("There is far more in this file than its size says, so we do not take it.")


class DocumentForm(BaseDocumentForm):
    """Every way to upload or change a document in the admin uses this form (WAGTAILDOCS_DOCUMENT_FORM_BASE)."""

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file and "file" in self.changed_data:
            check(file)
        return file


def check(file: File) -> None:
    """Raises ValidationError where the content does not fit the name. Other kinds are refused elsewhere."""
    kind = PurePath(file.name or "").suffix.lower().removeprefix(".")
    file.seek(0)
    try:
        if kind in PACKED:
            fits = _is_packed(file, PACKED[kind])
        elif kind in TEXTS:
            fits = all(b"\0" not in chunk for chunk in file.chunks())
        else:
            fits = kind not in BEGINNINGS or file.read(8).startswith(BEGINNINGS[kind])
    finally:
        file.seek(0)
    if not fits:
        raise ValidationError(NOT_WHAT_IT_SAYS, code="not_what_it_says", params={"kind": kind})


def _is_packed(file: File, part: str) -> bool:
    """Whether it is an archive with this part. Only its list of contents is read, nothing is unpacked."""
    try:
        with zipfile.ZipFile(file) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError):
        return False
    if sum(each.file_size for each in parts) > LARGEST_UNPACKED:
        raise ValidationError(TOO_MUCH, code="too_much")
    return any(each.filename.startswith(part) for each in parts)
