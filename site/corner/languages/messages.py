"""Every interface string of this project, found in its templates and its code without gettext tools."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template import Engine
from django.template.base import FilterExpression, Node, NodeList, Variable
from django.templatetags.i18n import BlockTranslateNode, TranslateNode
from django.utils.translation import trim_whitespace

#: The rooms of the house whose words readers see.
ROOMS = ("contacts", "library", "techniques", "casestudies", "events", "home", "exchange", "search")

#: gettext functions, and which of their arguments are context, singular and plural.
FUNCTIONS: dict[str, tuple[int | None, int, int | None]] = {
    "_": (None, 0, None),
    "gettext": (None, 0, None),
    "gettext_lazy": (None, 0, None),
    "gettext_noop": (None, 0, None),
    "ngettext": (None, 0, 1),
    "ngettext_lazy": (None, 0, 1),
    "pgettext": (0, 1, None),
    "pgettext_lazy": (0, 1, None),
    "npgettext": (0, 1, 2),
    "npgettext_lazy": (0, 1, 2),
}

#: Words for staff: names and help of model fields, panels and blocks. The admin stays English (see
#: docs/languages-register.md), so that translators' hours go to what residents read.
FOR_STAFF_CALLS = (
    "Field",
    "Panel",
    "Block",
    "ForeignKey",
    "ObjectList",
    "Button",
    "Column",
    "MenuItem",
    "ChooserBlock",
    "_days",  # of settings
    "_panel",  # of settings
)
FOR_STAFF_FILES = (
    "board.py",
    "board_cells.py",
    "board_panel.py",
    "board_shared.py",
    "board_shared_view.py",
    "board_view.py",
    "checking_view.py",
    "clock.py",
    "consent.py",
    "consequences.py",
    "safety_nets.py",
    "scheduled.py",
    "scheduled_panel.py",
    "trouble.py",
    "undo.py",
    "date_rows.py",
    "document_files.py",
    "exports.py",
    "fence.py",
    "finished.py",
    "forms_admin.py",
    "invitation.py",
    "kept.py",
    "machine_view.py",
    "offering.py",
    "one_language.py",
    "parents.py",
    "patches.py",
    "picture.py",
    "picture_consent.py",
    "pictures_report.py",
    "policy_report.py",
    "po_files.py",
    "po_view.py",
    "previewing.py",
    "publishing.py",
    "reviews.py",
    "reviews_view.py",
    "roles.py",
    "second_reading.py",
    "upload_words.py",
    "viewsets.py",
    "wagtail_hooks.py",
)
FOR_STAFF_FOLDERS = (
    "account",
    "accounts",
    "admin",
    "guide",
    "management",
    "mfa",
    "policy_reports",
    "settings",
    "staff",
    "usersessions",
    "wagtailadmin",
    "wagtailimages",
    "who_did_what",
)
FOR_STAFF_FUNCTIONS = ("clean_for_publishing",)

#: `_("…")` or `_('…')` in a tag or a filter.
MARKED = re.compile(r"""_\((["'])(.*?)\1\)""")

Key = tuple[str | None, str]


@dataclass
class Message:
    """One string, by its context and its English words, with the places it stands in."""

    context: str | None
    singular: str
    plural: str | None = None
    places: list[str] = field(default_factory=list)

    @property
    def key(self) -> Key:
        return self.context, self.singular


def all_messages() -> dict[Key, Message]:
    """Every string that readers may see, by context and words; each once."""
    found: dict[Key, Message] = {}
    for message in [*_in_templates(), *_in_code()]:
        known = found.setdefault(message.key, message)
        known.plural = known.plural or message.plural
        known.places = sorted({*known.places, *message.places})
    return found


# --- Templates ----------------------------------------------------------------------------------------------


def _folders(name: str) -> list[Path]:
    root = Path(settings.BASE_DIR)
    return [
        folder for room in (settings.SITE_DIR, *(root / room for room in ROOMS)) if (folder := room / name).is_dir()
    ]


def _in_templates() -> Iterator[Message]:
    engine = Engine.get_default()
    for folder in _folders("templates"):
        for path in sorted(p for kind in ("*.html", "*.txt", "*.xml") for p in folder.rglob(kind)):
            if not set(FOR_STAFF_FOLDERS) & set(path.relative_to(folder).parts):
                template = engine.from_string(path.read_text(encoding="utf-8"))
                yield from _in_nodes(template.nodelist, str(path.relative_to(settings.BASE_DIR)))


def _in_nodes(nodes: NodeList, place: str) -> Iterator[Message]:
    for node in nodes.get_nodes_by_type(Node):
        if isinstance(node, BlockTranslateNode):
            trim = trim_whitespace if node.trimmed else str
            singular = trim(node.render_token_list(node.singular)[0])
            plural = trim(node.render_token_list(node.plural)[0]) if node.plural else None
            yield Message(_context_of(node), singular, plural, [place])
        elif isinstance(node, TranslateNode):
            if words := _literal(node.filter_expression):
                yield Message(_context_of(node), words, None, [place])
        else:
            for value in vars(node).values():
                for words in _marked(value):
                    yield Message(None, words, None, [place])


def _context_of(node: BlockTranslateNode | TranslateNode) -> str | None:
    return node.message_context.resolve({}) if node.message_context else None  # type: ignore[arg-type]


def _literal(expression: FilterExpression) -> str | None:
    """The words of `{% translate "…" %}`; None where it translates a variable."""
    literal = expression.var.literal if isinstance(expression.var, Variable) else expression.var
    return str(literal) if isinstance(literal, str) else None


def _marked(value: Any) -> Iterator[str]:
    """The words in `_("…")`, wherever a tag or a filter takes a value."""
    if isinstance(value, FilterExpression):
        for _quote, words in MARKED.findall(value.token):
            yield words
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _marked(inner)
    elif isinstance(value, list | tuple) and not isinstance(value, NodeList):
        for inner in value:
            yield from _marked(inner)


# --- Code ---------------------------------------------------------------------------------------------------


def _in_code() -> Iterator[Message]:
    root = Path(settings.BASE_DIR)
    for folder in (settings.SITE_DIR / "corner", *(root / room for room in ROOMS)):
        for path in sorted(folder.rglob("*.py")):
            parts = path.relative_to(folder).parts
            if "migrations" in parts or path.name in FOR_STAFF_FILES or set(FOR_STAFF_FOLDERS) & set(parts):
                continue
            tree = ast.parse(path.read_text(encoding="utf-8"))
            yield from _in_tree(tree, str(path.relative_to(root)), _for_staff_in(tree), for_staff=False)


def _for_staff_in(tree: ast.Module) -> tuple[str, ...]:
    """Which calls hold words for staff. Where a module makes no tables, fields are for readers to fill in."""
    taken = {name.name for node in tree.body if isinstance(node, ast.ImportFrom) for name in node.names}
    return tuple(call for call in FOR_STAFF_CALLS if call != "Field" or "models" in taken)


def _in_tree(node: ast.AST, place: str, staff_calls: tuple[str, ...], for_staff: bool) -> Iterator[Message]:
    """Walk down; below a field, a panel, a block, a model's Meta or a check of a draft, everything is for staff."""
    if isinstance(node, ast.Call):
        name = _name(node.func)
        if name in FUNCTIONS and not for_staff and (message := _message(node, name, place)):
            yield message
        for_staff = for_staff or name.endswith(staff_calls)
    elif isinstance(node, ast.ClassDef):
        for_staff = for_staff or node.name == "Meta"
    elif isinstance(node, ast.FunctionDef):
        for_staff = for_staff or node.name in FOR_STAFF_FUNCTIONS
    elif isinstance(node, ast.Assign):  # the name of an app, in an AppConfig
        for_staff = for_staff or any(_name(target) == "verbose_name" for target in node.targets)
    for child in ast.iter_child_nodes(node):
        yield from _in_tree(child, place, staff_calls, for_staff)


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _message(call: ast.Call, name: str, place: str) -> Message | None:
    words = [arg.value if isinstance(arg, ast.Constant) and isinstance(arg.value, str) else None for arg in call.args]
    context, singular, plural = (
        words[position] if position is not None and position < len(words) else None for position in FUNCTIONS[name]
    )
    return Message(context, singular, plural, [place]) if singular else None
