"""Which modules beside this one measure something. They are read and not imported: that may set Django up."""

import ast
from pathlib import Path

#: Fewer than five would show chance.
USUAL_ROUNDS = 5


def modules(folder: Path = Path(__file__).parent) -> dict[str, int]:
    """Names of the modules that have `figures`, with the rounds that each says in `ROUNDS`."""
    return {path.stem: rounds for path in sorted(folder.glob("*.py")) if (rounds := _rounds(path))}


def _rounds(path: Path) -> int | None:
    """None for a module that measures nothing by itself."""
    statements = ast.parse(path.read_text(encoding="utf-8")).body
    if not any(isinstance(each, ast.FunctionDef) and each.name == "figures" for each in statements):
        return None
    for each in statements:
        match each:
            case ast.Assign(targets=[ast.Name(id="ROUNDS")], value=ast.Constant(value=int(rounds))):
                return rounds
    return USUAL_ROUNDS
