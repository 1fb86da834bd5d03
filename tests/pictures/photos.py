"""Photos as phones and cameras make them, with where they were taken in every place that a file has for it."""

import io
import struct

import pillow_heif
from PIL import Image as Pillow
from PIL import ImageCms, PngImagePlugin

pillow_heif.register_heif_opener()

#: Words and numbers that must be nowhere in what is kept: a place, a phone, a person.
SECRETS = (b"PLACE-OF-THE-REFUGE", b"Somebodys Phone 9", b"exif:GPSLatitude", b"urn:private", b"Photoshop 3.0")
XMP = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    b'<rdf:Description rdf:about="urn:private" exif:GPSLatitude="50,54.5N" dc:title="PLACE-OF-THE-REFUGE"/>'
    b"</rdf:RDF></x:xmpmeta>"
)
KINDS = {"jpg": "JPEG", "png": "PNG", "webp": "WEBP", "avif": "AVIF", "heic": "HEIF", "gif": "GIF"}
PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
GPS, ORIENTATION, MAKER, THUMBNAIL = 0x8825, 0x0112, 0x010F, 0x0201


def told(orientation=1):
    """EXIF with a place, a phone and the way the camera was held."""
    exif = Pillow.Exif()
    exif[MAKER] = "Somebodys Phone 9"
    exif[ORIENTATION] = orientation
    exif[0x010E] = "PLACE-OF-THE-REFUGE"
    exif[GPS] = {1: "N", 2: (50.0, 54.0, 30.0), 3: "W", 4: (1.0, 24.0, 15.0)}
    return exif


def iptc():
    """Photoshop's block with the name of a city, as JPEG carries it (APP13)."""
    record = b"\x1c\x02\x5a" + struct.pack(">H", 19) + b"PLACE-OF-THE-REFUGE"
    if len(record) % 2:
        record += b"\x00"
    block = b"Photoshop 3.0\x00" + b"8BIM\x04\x04\x00\x00" + struct.pack(">I", len(record)) + record
    return b"\xff\xed" + struct.pack(">H", len(block) + 2) + block


def scene(size=(400, 300)):
    """Red in the upper left, blue in the lower right: it shows which way up it is."""
    picture = Pillow.new("RGB", size, "white")
    picture.paste("red", (0, 0, size[0] // 2, size[1] // 2))
    picture.paste("blue", (size[0] // 2, size[1] // 2, *size))
    return picture


def photo(kind="jpg", size=(400, 300), orientation=1, picture=None, **how):
    """The bytes of a photo of `kind` that tells all it can; with a colour profile where the kind has room for one."""
    out, picture = io.BytesIO(), picture or scene(size)
    exif = told(orientation)
    if kind == "gif":
        picture.save(out, "GIF", comment=SECRETS[0])
        return out.getvalue()
    how = {"exif": exif.tobytes(), "icc_profile": PROFILE, "xmp": XMP, **how}
    if kind == "png":
        words = PngImagePlugin.PngInfo()
        words.add_text("Location", SECRETS[0].decode())
        words.add_itxt("XML:com.adobe.xmp", XMP.decode())
        how = {"exif": exif.tobytes(), "icc_profile": PROFILE, "pnginfo": words}
    if kind == "jpg":
        how |= {"comment": SECRETS[0], "quality": how.get("quality", 90)}
    picture.save(out, KINDS[kind], **how)
    content = out.getvalue()
    return content[:2] + iptc() + content[2:] + b"trailing " + SECRETS[0] if kind == "jpg" else content


def what_it_tells(content):
    """Everything in the bytes of a picture that is not its points: an empty list is what we want."""
    found = [secret for secret in SECRETS if secret in content]
    with Pillow.open(io.BytesIO(content)) as picture:
        picture.load()
        found += [name for name, value in dict(picture.getexif()).items() if value]
        found += [GPS] if picture.getexif().get_ifd(GPS) else []
        harmless = {"icc_profile", "transparency", "jfif", "jfif_version", "jfif_unit", "jfif_density", "dpi", "loop"}
        harmless |= {"background", "version", "duration", "timestamp", "progressive", "progression", "extension"}
        harmless |= {"primary", "metadata", "thumbnails", "depth_images", "bit_depth", "aux", "chroma"}
        found += [name for name, value in picture.info.items() if name not in harmless and value]
        found += ["text"] if getattr(picture, "text", None) else []
    return found
