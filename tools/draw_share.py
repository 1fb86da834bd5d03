"""Draws site/static/share.png: the mark, as other programs show it beside a link to a page without a picture.

Run it when the mark changes: `.venv/bin/python tools/draw_share.py`.
"""

from pathlib import Path

from PIL import Image, ImageDraw

SIZE = (1200, 630)  # pixels, as Open Graph wants it
FINE = 4  # drawn this much larger, then made smaller: soft edges
PAPER = "#FFFBF2"
RADIUS, GAP = 220, 12
#: The quarters of site/static/mark.svg: where each begins (degrees, clockwise from the right), which way it moves out.
QUARTERS = ((180, -1, -1, "#0B4F6C"), (270, 1, -1, "#9A2A16"), (90, -1, 1, "#18502F"), (0, 1, 1, "#FFC845"))


def draw() -> Image.Image:
    picture = Image.new("RGB", (SIZE[0] * FINE, SIZE[1] * FINE), PAPER)
    pen = ImageDraw.Draw(picture)
    for start, right, down, colour in QUARTERS:
        x, y = (SIZE[0] / 2 + right * GAP) * FINE, (SIZE[1] / 2 + down * GAP) * FINE
        radius = RADIUS * FINE
        pen.pieslice((x - radius, y - radius, x + radius, y + radius), start, start + 90, fill=colour)
    return picture.resize(SIZE, Image.Resampling.LANCZOS).quantize(32)


if __name__ == "__main__":
    draw().save(Path(__file__).parents[1] / "site" / "static" / "share.png", optimize=True)
