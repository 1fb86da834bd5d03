"""Reads docs/guide/: one file a task, its words in Markdown, and beside it perhaps the steps of a tour.

A file begins with facts about itself between two lines of dashes (`role`, `order`, `why`), then comes its title, then
the steps. The text is ours, so it is trusted and goes into the admin as it is.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import markdown
from django.conf import settings
from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from home.guide.rendering import InTheAdmin

FOLDER = Path(settings.BASE_DIR) / "docs" / "guide"
#: For whom a task is, in the order in which the guide shows them; {word in the file: words for people}.
ROLES = {
    "writers": _("Writing pages"),
    "publishers": _("Approving and publishing"),
    "hosts": _("Running events"),
    "translators": _("Translating"),
    "administrators": _("Looking after the site"),
}
TITLE = re.compile(r"^# (.+)$", re.MULTILINE)


class BrokenGuide(Exception):
    """A file of the guide that cannot be read as one; says which, and why."""


@dataclass(frozen=True)
class Step:
    """One step of a tour: the control (a CSS selector, in which `{events}` stands for that place), and the words."""

    control: str
    words: str


@dataclass(frozen=True)
class Task:
    """One task of the guide. `name` is its file's; `html` has no title, `words` is all of it for searching."""

    name: str
    title: str
    role: str
    order: int
    why: str
    html: SafeString
    words: str
    tour: tuple[Step, ...]


def all_tasks() -> list[Task]:
    """Every task, by role and then by order. Raises BrokenGuide."""
    found = [task for file in FOLDER.glob("*.md") if file.name != "README.md" and (task := get_task(file.stem))]
    return sorted(found, key=lambda task: (list(ROLES).index(task.role), task.order, task.title))


def get_task(name: str) -> Task | None:
    """The task of this name; None if the guide has none. Raises BrokenGuide."""
    files = [FOLDER / f"{name}.md", FOLDER / "tours" / f"{name}.txt"]
    if name == "README" or not files[0].is_file():
        return None
    # Read again when somebody has changed it: whoever writes the guide sees it at once.
    return _read(name, tuple(file.stat().st_mtime_ns if file.is_file() else 0 for file in files))


@lru_cache(maxsize=128)
def _read(name: str, changed: tuple[int, ...]) -> Task:
    text = (FOLDER / f"{name}.md").read_text(encoding="utf-8")
    reader = markdown.Markdown(extensions=["meta", "sane_lists", "tables", InTheAdmin()])
    title = TITLE.search(text)
    html = reader.convert(TITLE.sub("", text, count=1))
    facts = {key: " ".join(lines) for key, lines in reader.Meta.items()}  # type: ignore[attr-defined]  # of "meta"
    if title is None or facts.get("role") not in ROLES or not facts.get("why"):
        raise BrokenGuide(f"docs/guide/{name}.md wants a title, a why, and a role of these: {', '.join(ROLES)}.")
    return Task(
        name=name,
        title=title[1],
        role=facts["role"],
        order=int(facts.get("order", 100)),
        why=facts["why"],
        html=mark_safe(html),  # noqa: S308  our own file
        words=" ".join(strip_tags(html.replace("<", " <")).split()),
        tour=tuple(_steps(name)),
    )


def _steps(name: str) -> Iterable[Step]:
    file = FOLDER / "tours" / f"{name}.txt"
    for line in file.read_text(encoding="utf-8").splitlines() if file.is_file() else []:
        if line.strip() and not line.startswith("//"):
            control, bar, words = line.partition(" | ")
            if not bar:
                raise BrokenGuide(f"docs/guide/tours/{name}.txt: “control | words” is wanted, not: {line}")
            yield Step(control.strip(), words.strip())


def search(asked: str, tasks: Iterable[Task]) -> list[Task]:
    """The tasks that hold every word that was asked for, or its beginning; those with it in the title first."""
    wanted = [re.compile(rf"\b{re.escape(word)}", re.IGNORECASE) for word in asked.split()]
    in_title = {
        task: sum(bool(word.search(task.title)) for word in wanted)
        for task in tasks
        if all(word.search(f"{task.title} {task.why} {task.words}") for word in wanted)
    }
    return sorted(in_title, key=lambda task: -in_title[task])
