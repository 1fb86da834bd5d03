"""What is kept of a picture that somebody uploads: its points and its colours, and nothing else.

A photo from a phone says where and when it was taken, and with what; it may hold a second, smaller picture of what was
cut off. Pages never show originals, but originals lie in the store, in backups and with whoever may choose pictures. So
each picture is read and written anew before it is kept (docs/pictures.md).
"""

from io import BytesIO
from pathlib import PurePath
from typing import Any

from django.core.files.base import File
from django.core.files.uploadedfile import InMemoryUploadedFile
from PIL import Image as Pillow
from PIL import ImageOps
from pillow_heif import HeifImagePlugin  # noqa: F401  Pillow learns HEIF; Wagtail's own dependency

#: Points along the longer side. The largest file that a page shows is 960 wide: there is enough to cut from.
LONGEST_SIDE = 2560
#: What is read at all. Pillow would try some forty decoders on whatever it is given.
READ = ("AVIF", "GIF", "HEIF", "JPEG", "PNG", "WEBP")
#: How each is written. Phones make HEIF, which hardly any browser shows; MPO is a JPEG with a second picture inside.
WRITTEN_AS = {"HEIF": "JPEG", "MPO": "JPEG"}
HOW_TO_WRITE: dict[str, dict[str, Any]] = {
    "AVIF": {"quality": 80, "speed": 8},
    "JPEG": {"quality": 88},
    "WEBP": {"quality": 90},
}
#: What belongs to the points themselves: the colours they mean, and the colour that is see-through.
KEPT = ("icc_profile", "transparency")
#: How points are kept that no other way of keeping loses anything of. The rest is turned into these to be made smaller.
SMOOTH = ("L", "LA", "RGB", "RGBA", "CMYK")


class CleanFile(InMemoryUploadedFile):
    """A picture without anything but its points. `sent_size` is how large it came: (width, height) in points."""

    def __init__(self, content: bytes, name: str, written_as: str, sent_size: tuple[int, int]) -> None:
        mime = Pillow.MIME[written_as]
        super().__init__(BytesIO(content), None, name, mime, len(content), None)
        self.sent_size = sent_size
        with Pillow.open(BytesIO(content)) as picture:
            self.size_in_points = picture.size

    @property
    def was_made_smaller(self) -> bool:
        return max(self.sent_size) > max(self.size_in_points)


def opened(file: Any) -> Pillow.Image:
    """A picture of which only the first bytes have been read. Raises what Pillow raises for anything else."""
    file.seek(0)
    return Pillow.open(file, formats=READ)


def is_read_in_steps(picture: Pillow.Image) -> bool:
    """Whether a decoder can make it smaller while it reads, so that it never stands in memory at full size.

    True for the JPEG that cameras and phones make. One that is drawn in passes is kept whole while it is read.
    """
    return picture.format in ("JPEG", "MPO") and not picture.info.get("progressive")


def cleaned(file: Any) -> CleanFile:
    """The picture turned the right way up, at most LONGEST_SIDE points long, without data about where it comes from.

    Of a moving picture the first frame: readers were never shown more. Raises whatever Pillow raises for a file that is
    no whole picture; asks nothing about its size (`corner.uploads` does).
    """
    with opened(file) as picture:
        written_as = WRITTEN_AS.get(picture.format or "", picture.format or "")
        sent_size = picture.size
        by = LONGEST_SIDE / max(sent_size)
        if by < 1:  # the memory of a quarter of the points, or less, where a decoder can do it
            picture.draft(None, (round(picture.width * by), round(picture.height * by)))
        picture.load()
        points = _upright(_small(picture))
    points.info = {name: points.info[name] for name in KEPT if points.info.get(name) is not None}
    if written_as == "JPEG" and points.mode not in ("L", "RGB", "CMYK"):
        points = points.convert("RGB")
    written = BytesIO()
    points.save(written, written_as, **_profile(points), **HOW_TO_WRITE.get(written_as, {}))
    return CleanFile(written.getvalue(), _name(file, written_as), written_as, sent_size)


def _small(picture: Pillow.Image) -> Pillow.Image:
    """At most LONGEST_SIDE points long."""
    if max(picture.size) <= LONGEST_SIDE:
        return picture
    if picture.mode not in SMOOTH:
        see_through = "transparency" in picture.info or picture.mode in ("PA", "La", "RGBa")
        picture = picture.convert("RGBA" if see_through else "RGB")
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Pillow.Resampling.LANCZOS)
    return picture


def _upright(picture: Pillow.Image) -> Pillow.Image:
    """As its maker saw it: a camera that is held upright writes down how to turn its picture."""
    return ImageOps.exif_transpose(picture)


def _profile(points: Pillow.Image) -> dict[str, Any]:
    profile = points.info.get("icc_profile")
    return {"icc_profile": profile} if profile else {}


def _name(file: Any, written_as: str) -> str:
    """The name it came with, the ending as it is written now where that is another."""
    path = PurePath(getattr(file, "name", None) or "picture")
    return str(path.with_suffix(".jpg")) if path.suffix.lower() in (".heic", ".heif") else str(path)


def clean_once(file: Any) -> CleanFile:
    """`cleaned`, unless the file is that already."""
    inner = file.file if isinstance(file, File) and isinstance(getattr(file, "file", None), CleanFile) else file
    return inner if isinstance(inner, CleanFile) else cleaned(file)
