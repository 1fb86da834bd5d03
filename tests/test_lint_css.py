"""The style sheet lint must see every way to name a side, or Arabic readers pay for the one that it misses."""

import pytest

from tools.lint_css import faults


@pytest.mark.parametrize(
    "declaration",
    [
        "margin-left: 1px",
        "border-top-right-radius: 1px",
        "right: 0",
        "text-align: left",
        "float: right !important",
        "padding: 0 1px 0 2px",
        "margin: 0 calc(1px + 2px) 0 calc(1px + 3px)",
    ],
)
def test_a_physical_side_is_refused(declaration):
    assert [line for line, _ in faults(f"p {{\n  {declaration};\n}}")] == [2]


@pytest.mark.parametrize(
    "declaration",
    [
        "margin-inline-start: 1px",
        "text-align: start",
        "padding: 0 1px 2px 1px",
        "margin: 0 calc(1px + 2px) 0 calc(1px + 2px)",
        "--corner-left: 1px",
        "/* margin-left: 1px */",
        'background: url("left:1.svg")',
        "left: 0; /* physical: the mark is drawn this way in every language */",
    ],
)
def test_a_logical_side_or_a_reason_is_accepted(declaration):
    assert list(faults(f"p {{ {declaration} }}")) == []
