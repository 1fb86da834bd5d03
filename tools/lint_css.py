"""Refuses physical directions in style sheets, because half of this site's scripts may run the other way.

`margin-left` pushes an Arabic page to the wrong side; `margin-inline-start` is right in both. Where a physical side is
meant (a drawn corner, say), the line carries a comment that begins with "physical:" and says why.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

# What is not CSS proper: comments and quoted text.
ASIDE = re.compile(r"""/\*.*?\*/|"[^"\n]*"|'[^'\n]*'""", re.DOTALL)
DECLARATION = re.compile(r"(?<![\w-])([a-z-]+)\s*:\s*([^;{}]+)")
PHYSICAL_NAME = re.compile(r"(^|-)(left|right)(-|$)")
TAKES_A_SIDE = {"text-align", "text-align-last", "float", "clear", "caption-side"}
FOUR_SIDES = {"margin", "padding", "inset", "border-width", "border-style", "border-color", "scroll-margin"}


def blank(aside: re.Match[str]) -> str:
    """As long as before and without its words, so that line numbers stay right."""
    return re.sub(r"[^\n]", "_" if aside[0][0] in "\"'" else " ", aside[0])


def values(text: str) -> list[str]:
    """The parts of a shorthand, split at spaces outside brackets: "0 calc(1px + 2px) 0 0" has four."""
    parts, depth = [""], 0
    for letter in text.replace("!important", "").strip():
        depth += (letter == "(") - (letter == ")")
        if letter.isspace() and not depth:
            parts.append("")
        else:
            parts[-1] += letter
    return [part for part in parts if part]


def faults(css: str) -> Iterator[tuple[int, str]]:
    """Line number and reason for each physical direction in `css`."""
    lines = css.splitlines()
    bare = ASIDE.sub(blank, css)
    for found in DECLARATION.finditer(bare):
        name, value = found[1], found[2].strip()
        line = bare.count("\n", 0, found.start()) + 1
        if "physical:" in lines[line - 1]:
            continue
        words = values(value)
        if PHYSICAL_NAME.search(name) and not name.startswith("--"):
            yield line, f"{name} is physical; use its inline or block name"
        elif name in TAKES_A_SIDE and {"left", "right"} & set(words):
            yield line, f"{name}: {value} is physical; use start or end"
        elif name in FOUR_SIDES and len(words) == 4 and words[1] != words[3]:
            yield line, f"{name} gives left and right different values; use {name}-inline"


def main(folders: list[str]) -> int:
    """Print every fault in the style sheets under `folders`; the number of faults decides the exit status."""
    found = [
        f"{path}:{line}: {reason}"
        for folder in folders
        for path in sorted(Path(folder).rglob("*.css"))
        for line, reason in faults(path.read_text(encoding="utf-8"))
    ]
    print("\n".join(found) or "Style sheets: logical directions only.")  # noqa: T201  this is a command
    return min(len(found), 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
