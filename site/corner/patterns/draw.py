"""The four patterns: tide, bricks, leaves, tables (look/README.md, "How patterns are seeded").

A drawing is a set of paths, one a colour. Colours are fixed, so a pattern needs no dark version. No ids and no style
attributes: many patterns stand on one page, under a policy that forbids inline style.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator

from corner.patterns.quarter import Quarter, pair
from corner.patterns.seed import seeded_bytes

TILE = 24  # units
HARBOUR, BRICK, LEAF, GORSE, COAL, PAPER = "#0B4F6C", "#9A2A16", "#18502F", "#FFC845", "#1B2430", "#FFFBF2"
Paths = dict[str, list[str]]  # the attributes of a path → its parts


def fill(colour: str) -> str:
    return f'fill="{colour}"'


def line(colour: str, width: float) -> str:
    return f'fill="none" stroke="{colour}" stroke-width="{width:g}"'


def cells(tiles: int) -> Iterator[tuple[int, int]]:
    """Column and row of every tile, row by row."""
    return ((column, row) for row in range(tiles) for column in range(tiles))


def tide(tiles: int, chances: Iterator[int]) -> Paths:
    """Waves of two quarters and three rings, every second row shifted; here and there a sail or a sun."""
    light, middle = line("#DCEDF3", 3), line("#6FAFCB", 3)
    paths: Paths = defaultdict(list)
    for column, row in cells(tiles):
        byte = next(chances)
        before, up = (column + row) % 2 == 0, byte % 5 != 0
        centre = ((column + before) * TILE, (row + up) * TILE)
        quarter = Quarter(*centre, before=before, up=up)
        kind = byte // 5  # 0 to 51
        if kind < 4:
            paths[fill(GORSE)].append(quarter.pie(TILE))
        elif kind < 11:
            paths[fill("#DCEDF3")].append(quarter.pie(TILE))
        else:
            paths[light] += [quarter.arc(6.5), quarter.arc(20.5)]
            paths[middle].append(quarter.arc(13.5))
    return paths


def bricks(tiles: int, chances: Iterator[int]) -> Paths:
    """A wall: bricks of 2 × ⅔ tiles in shifted rows, each round at one corner, some of them half."""
    colours = ["#C4543C", "#FBE3DB", "#7C1F0F", GORSE, "#E39A85"]
    height, round_ = TILE * 2 // 3, 14
    paths: Paths = defaultdict(list)
    for row in range(tiles * TILE // height):
        x, y = -TILE * (row % 2) + 1, row * height + 1
        while x < tiles * TILE:
            byte = next(chances)
            half = byte % 4 == 0
            width = TILE - 2 if half else 2 * TILE - 2
            paths[fill(colours[byte // 16 % 5])].append(brick(x, y, width, round_, corner=byte // 4 % 4))
            x += width + 2
    return paths


def brick(x: int, y: int, width: int, r: int, corner: int) -> str:
    """A brick as high as its round corner: 0 above and before, 1 above and after, 2 below and after, 3 the last."""
    flat = width - r
    match corner:
        case 0:
            return f"M{pair(x, y + r)}a{r} {r} 0 0 1 {r}-{r}h{flat}v{r}z"
        case 1:
            return f"M{pair(x, y)}h{flat}a{r} {r} 0 0 1 {r} {r}h-{width}z"
        case 2:
            return f"M{pair(x, y)}h{width}a{r} {r} 0 0 1-{r} {r}h-{flat}z"
        case _:
            return f"M{pair(x, y)}h{width}v{r}h-{flat}a{r} {r} 0 0 1-{r}-{r}z"


def leaves(tiles: int, chances: Iterator[int]) -> Paths:
    """A leaf a tile, of two quarter arcs, along one diagonal or the other; some with a vein."""
    paths: Paths = defaultdict(list)
    for column, row in cells(tiles):
        byte = next(chances)
        x, y = column * TILE, row * TILE
        falling, colour = byte % 2 == 0, byte // 2 % 9
        shade = GORSE if colour == 0 else "#DDEFE2" if colour < 5 else "#5FA578"
        start, end = ((x, y), "24 24") if falling else ((x, y + TILE), "24-24")
        back = "-24-24" if falling else "-24 24"
        paths[fill(shade)].append(f"M{pair(*start)}a24 24 0 0 1 {end}a24 24 0 0 1{back}z")
        if byte // 18 % 3 == 0:
            vein = f"M{pair(x + 3, y + 3)}l18 18" if falling else f"M{pair(x + 3, y + 21)}l18-18"
            paths[line(LEAF, 1.5)].append(vein)
    return dict(sorted(paths.items(), key=lambda item: "stroke" in item[0]))  # veins lie on the leaves


def tables(tiles: int, chances: Iterator[int]) -> Paths:
    """Round tables of four seats; a byte gives the colour of each, and one seat in thirteen is free."""
    colours = [COAL, PAPER, BRICK, HARBOUR, LEAF, COAL, PAPER, BRICK, HARBOUR, LEAF, COAL, PAPER]
    paths: Paths = defaultdict(list)
    for column, row in cells(tiles):
        seat = next(chances) % 13
        if seat == 12:
            continue
        before, up = column % 2 == 0, row % 2 == 0
        x = (column + 1) * TILE - 1 if before else column * TILE + 1
        y = (row + 1) * TILE - 1 if up else row * TILE + 1
        paths[fill(colours[seat])].append(Quarter(x, y, before=before, up=up).pie(21))
    return paths


#: The ground of a section's pattern, and what is drawn on it.
SECTIONS: dict[str, tuple[str, Callable[[int, Iterator[int]], Paths]]] = {
    "events": (HARBOUR, tide),
    "cases": (BRICK, bricks),
    "techniques": (LEAF, leaves),
    "people": (GORSE, tables),
}


def draw(section: str, key: str, tiles: int = 6) -> str:
    """The SVG of a section's pattern, `tiles` × `tiles`, seeded by `key`. Raises KeyError for an unknown section."""
    ground, pattern = SECTIONS[section]
    size = tiles * TILE
    body = "".join(
        f'<path {attributes} d="{"".join(parts)}"/>'
        for attributes, parts in pattern(tiles, seeded_bytes(section, key)).items()
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" width="{size}" height="{size}" '
        f'preserveAspectRatio="xMidYMid slice"><path fill="{ground}" d="M0 0h{size}v{size}H0z"/>{body}</svg>'
    )
