"""Simple drawings, made by the project itself: quarter circles and flat colours (look.md). None is a photograph."""

from collections.abc import Callable
from io import BytesIO

from PIL import Image, ImageDraw

# The fixed colours of look.md.
HARBOUR, BRICK, LEAF, GORSE = "#0B4F6C", "#9A2A16", "#18502F", "#FFC845"
COAL, PAPER, SAND, SKY, GRASS = "#1B2430", "#FFFBF2", "#F6EBD9", "#DCEDF3", "#DDEFE2"

WIDTH, HEIGHT = 960, 640  # pixels of the finished picture
FINE = 2  # drawn this much larger, then made smaller: soft edges

Pen = ImageDraw.ImageDraw
Point = tuple[float, float]


def _scaled(*numbers: float) -> list[float]:
    return [number * FINE for number in numbers]


def disc(pen: Pen, centre: Point, radius: float, colour: str) -> None:
    x, y = centre
    pen.ellipse(_scaled(x - radius, y - radius, x + radius, y + radius), fill=colour)


def quarter(pen: Pen, corner: Point, radius: float, start: int, colour: str) -> None:
    """A quarter circle round `corner`, beginning at `start` degrees (0 is to the right, clockwise)."""
    x, y = corner
    pen.pieslice(_scaled(x - radius, y - radius, x + radius, y + radius), start, start + 90, fill=colour)


def box(pen: Pen, x: float, y: float, width: float, height: float, colour: str, radius: float = 0) -> None:
    pen.rounded_rectangle(_scaled(x, y, x + width, y + height), radius * FINE, fill=colour)


def line(pen: Pen, points: list[Point], colour: str, width: float) -> None:
    pen.line([(x * FINE, y * FINE) for x, y in points], fill=colour, width=int(width * FINE), joint="curve")


def shape(pen: Pen, points: list[Point], colour: str) -> None:
    pen.polygon([(x * FINE, y * FINE) for x, y in points], fill=colour)


def round_table(pen: Pen, centre: Point, radius: float, gap: float = 6) -> None:
    """The table: four quarters, one for each section of the site."""
    x, y = centre
    for start, dx, dy, colour in (
        (180, -gap, -gap, HARBOUR),
        (270, gap, -gap, BRICK),
        (90, -gap, gap, LEAF),
        (0, gap, gap, GORSE),
    ):
        quarter(pen, (x + dx, y + dy), radius, start, colour)


def seats(pen: Pen, centre: Point, distance: float, radius: float) -> None:
    x, y = centre
    for (dx, dy), colour in zip(
        ((-1, -0.45), (-0.45, -1), (0.45, -1), (1, -0.45), (1, 0.45), (0.45, 1), (-0.45, 1), (-1, 0.45)),
        (HARBOUR, COAL, BRICK, GORSE, LEAF, BRICK, GORSE, LEAF),
        strict=True,
    ):
        disc(pen, (x + dx * distance, y + dy * distance), radius, colour)


def table(pen: Pen) -> None:
    box(pen, 0, 0, WIDTH, HEIGHT, SAND)
    seats(pen, (480, 320), 225, 34)
    round_table(pen, (480, 320), 180)


def quarters(pen: Pen) -> None:
    box(pen, 0, 0, WIDTH, HEIGHT, PAPER)
    round_table(pen, (480, 320), 230, gap=26)


def tables(pen: Pen) -> None:
    box(pen, 0, 0, WIDTH, HEIGHT, SAND)
    for centre in ((240, 170), (720, 170), (240, 470), (720, 470)):
        seats(pen, centre, 105, 17)
        disc(pen, centre, 80, COAL)
        round_table(pen, centre, 72, gap=3)


def tree(pen: Pen, x: float, ground: float, size: float, colour: str) -> None:
    box(pen, x - size * 0.08, ground - size * 0.6, size * 0.16, size * 0.6, COAL)
    for start in (180, 270):
        quarter(pen, (x, ground - size * 0.5), size * 0.5, start, colour)


def park(pen: Pen) -> None:
    box(pen, 0, 0, WIDTH, HEIGHT, SKY)
    disc(pen, (770, 130), 62, GORSE)
    box(pen, 0, 400, WIDTH, 240, GRASS)
    shape(pen, [(430, 400), (490, 400), (760, 640), (300, 640)], SAND)
    for x, size, colour in ((130, 300, LEAF), (300, 220, HARBOUR), (640, 250, LEAF), (850, 190, LEAF)):
        tree(pen, x, 430, size, colour)
    box(pen, 640, 520, 200, 18, BRICK, 6)
    box(pen, 640, 478, 200, 14, BRICK, 6)
    for x in (660, 806):
        box(pen, x, 480, 12, 90, COAL)


def dots(pen: Pen) -> None:
    box(pen, 0, 0, WIDTH, HEIGHT, SAND)
    for x, count in ((90, 2), (370, 6), (650, 3)):
        box(pen, x, 90, 220, 460, PAPER, 8)
        for row in range(3):
            box(pen, x + 28, 125 + row * 30, 164 - row * 40, 10, COAL, 5)
        for n in range(count):
            colour = (HARBOUR, BRICK, LEAF, GORSE)[n % 4]
            disc(pen, (x + 62 + (n % 2) * 96, 280 + (n // 2) * 96), 34, colour)


def speech(pen: Pen) -> None:
    box(pen, 0, 0, WIDTH, HEIGHT, PAPER)
    for x, y, colour, tail in ((120, 110, HARBOUR, 210), (430, 290, GORSE, 700)):
        box(pen, x, y, 410, 200, colour, 60)
        pen.polygon(
            [(px * FINE, py * FINE) for px, py in ((tail, y + 190), (tail + 70, y + 190), (tail + 10, y + 260))],
            fill=colour,
        )


def calendar(pen: Pen) -> None:
    box(pen, 0, 0, WIDTH, HEIGHT, PAPER)
    box(pen, 250, 110, 460, 430, SAND, 20)
    box(pen, 250, 110, 460, 100, HARBOUR, 20)
    for row in range(3):
        for column in range(4):
            colour = GORSE if (row, column) == (1, 2) else COAL
            disc(pen, (325 + column * 103, 285 + row * 95), 34 if colour == GORSE else 12, colour)


def cup(pen: Pen) -> None:
    box(pen, 0, 0, WIDTH, HEIGHT, PAPER)
    disc(pen, (645, 340), 95, BRICK)
    disc(pen, (645, 340), 58, PAPER)
    box(pen, 300, 230, 330, 90, BRICK)
    for start in (0, 90):
        quarter(pen, (465, 318), 165, start, BRICK)
    box(pen, 250, 500, 460, 26, COAL, 13)
    for x in (390, 465, 540):
        line(pen, [(x, 200), (x + 16, 165), (x, 130), (x + 16, 95)], COAL, 9)


def calm(pen: Pen) -> None:
    """A door that stands open to a lit room with a chair."""
    box(pen, 0, 0, WIDTH, HEIGHT, SAND)
    box(pen, 300, 90, 360, 500, GORSE)
    shape(pen, [(300, 90), (430, 130), (430, 630), (300, 590)], LEAF)
    disc(pen, (412, 370), 12, PAPER)
    box(pen, 500, 400, 24, 150, COAL, 6)
    box(pen, 500, 470, 120, 24, COAL, 6)
    box(pen, 598, 480, 22, 70, COAL, 6)


def tick(pen: Pen) -> None:
    box(pen, 0, 0, WIDTH, HEIGHT, PAPER)
    disc(pen, (480, 320), 220, LEAF)
    line(pen, [(370, 330), (450, 410), (600, 230)], PAPER, 46)


def phone(pen: Pen) -> None:
    box(pen, 0, 0, WIDTH, HEIGHT, PAPER)
    box(pen, 355, 70, 250, 500, COAL, 36)
    box(pen, 378, 120, 204, 370, SKY)
    for row in range(3):
        for column in range(3):
            disc(pen, (420 + column * 60, 240 + row * 75), 20, HARBOUR)
    disc(pen, (480, 530), 20, GORSE)


#: Name: what Wagtail's picture library calls it, and who draws it.
PICTURES: dict[str, tuple[str, Callable[[Pen], None]]] = {
    "table": ("A round table with eight seats", table),
    "quarters": ("Four quarters that make a circle", quarters),
    "tables": ("Four round tables", tables),
    "park": ("A park with trees and a bench", park),
    "dots": ("Three sheets of paper with dots", dots),
    "speech": ("Two speech bubbles", speech),
    "calendar": ("A calendar", calendar),
    "cup": ("A hot drink", cup),
    "calm": ("An open door to a calm room", calm),
    "tick": ("A tick", tick),
    "phone": ("A phone", phone),
}


def draw(name: str) -> bytes:
    """The PNG file of a drawing: flat colours, so a few kilobytes."""
    canvas = Image.new("RGB", (WIDTH * FINE, HEIGHT * FINE), PAPER)
    PICTURES[name][1](ImageDraw.Draw(canvas))
    small = canvas.resize((WIDTH, HEIGHT), Image.Resampling.BOX).quantize(48)
    file = BytesIO()
    small.save(file, "PNG", optimize=True)
    return file.getvalue()
