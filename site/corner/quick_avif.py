"""AVIF written in a third of the time, for two or three hundredths more bytes (measured, docs/pictures.md).

Willow leaves the encoder at its own pace, which is meant for pictures that are made once for millions of readers. Here
staff wait for it on a small server. Willow's registry is the way it offers to do an operation differently.
"""

from typing import Any

from willow.image import AvifImageFile
from willow.plugins.pillow import PillowImage
from willow.registry import registry

SPEED = 8  # of 10; Pillow's own is 6


def save_as_avif(
    image: Any, f: Any, quality: int = 61, lossless: bool = False, apply_optimizers: bool = True
) -> AvifImageFile:
    """As Willow's own, at another pace. Colours of print (CMYK) become those of screens first."""
    if image.image.mode == "CMYK":
        image = image.transform_colorspace_to_srgb()
    profile = image.get_icc_profile()
    how = {"quality": 100, "subsampling": "4:4:4"} if lossless else {"quality": quality}
    points = image.image if image.image.mode in ("RGB", "RGBA", "L", "LA") else image.image.convert("RGBA")
    points.save(f, "AVIF", speed=SPEED, **({"icc_profile": profile} if profile else {}), **how)
    return AvifImageFile(f)


def use_it() -> None:
    """Called once, when pictures are wired."""
    registry.register_operation(PillowImage, "save_as_avif", save_as_avif)
