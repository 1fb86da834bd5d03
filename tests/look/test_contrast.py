"""The colours can be read: contrast is computed from the tokens, in the light and in the dark scheme (look.md)."""

import re
from pathlib import Path

import pytest
from django.conf import settings

SHEET = Path(settings.SITE_DIR, "static/css/site.css").read_text()
LIGHT_PART, DARK_PART = SHEET.split("@media (prefers-color-scheme: dark)")[:2]


def tokens(css):
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{3,6});", css))


LIGHT = tokens(LIGHT_PART)
DARK = {**LIGHT, **tokens(DARK_PART.split("/* A section sets one class")[0])}


def luminance(colour):
    digits = colour.lstrip("#")
    digits = "".join(sign * 2 for sign in digits) if len(digits) == 3 else digits
    parts = [int(digits[start : start + 2], 16) / 255 for start in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


TEXT = [
    *[(ink, ground) for ink in ("ink", "muted", "link", "error") for ground in ("paper",)],
    *[(ink, "sand") for ink in ("ink", "muted-sand", "link")],
    *[(f"{section}-text", "paper") for section in ("harbour", "brick", "leaf")],
    *[("ink", f"{section}-tint") for section in ("harbour", "brick", "leaf", "gorse")],
    *[("link", f"{section}-tint") for section in ("harbour", "brick", "leaf", "gorse")],
    *[("white", section) for section in ("harbour", "brick", "leaf")],
    ("coal", "gorse"),
    ("harbour-text", "harbour-tint"),
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), TEXT)
def test_text_has_a_contrast_of_seven(scheme, ink, ground):
    colours = LIGHT if scheme == "light" else DARK
    assert contrast(colours[ink], colours[ground]) >= 7, (colours[ink], colours[ground])


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_the_border_of_a_field_can_be_seen(colours):
    assert contrast(colours["field"], colours["paper"]) >= 3
    assert contrast(colours["field"], colours["sheet"]) >= 3


def test_the_figures_that_the_design_claims_are_true():
    claimed = {("ink", "paper"): 15.2, ("muted", "paper"): 7.9, ("link", "paper"): 8.2, ("white", "harbour"): 8.9}
    for (ink, ground), figure in claimed.items():
        assert contrast(LIGHT[ink], LIGHT[ground]) == pytest.approx(figure, abs=0.05)


def test_gorse_is_never_text_or_border_on_paper():
    """Its contrast there is 1.5. It fills and marks, and it bars notes, whose words stand on a tint of their own."""
    assert contrast(LIGHT["gorse"], LIGHT["paper"]) < 2
    uses = re.findall(r"(?<![-\w])(color|border[a-z-]*|outline[a-z-]*):[^;}]*var\(--gorse\)", SHEET)
    assert uses == ["border-inline-start"]
