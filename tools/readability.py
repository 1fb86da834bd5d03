"""`make readability`: writes docs/readability.md, how hard each English page of the starter content is to read.

The measures, with their sources, are in site/corner/reading.py.
"""

import os
from datetime import date
from pathlib import Path

from tools.start import ROOT, say

OUTPUT: Path = ROOT / "docs" / "readability.md"
#: Sample events lie some weeks from today; their words are the same on every day.
ANY_DAY = date(2026, 1, 5)

HEAD = """# How hard the starter pages are to read

Written by `make readability`; do not edit by hand. Each English page of the starter content, without facts, names and
other people's words. A test fails where a page is above a reading age of 12, or this table is not up to date.

- **Grade** (Flesch-Kincaid): 0.39 × words a sentence + 11.8 × syllables a word − 15.59. Source: Kincaid, Fishburne,
  Rogers and Chissom (1975), Research Branch Report 8-75, Naval Technical Training Command.
- **Age**: the grade plus five, because children are six when they begin grade 1.
- **LIX**: words a sentence + 100 × words of more than six letters / words. Source: Björnsson (1968), *Läsbarhet*. Below
  30 is very easy, to 40 easy, to 50 medium.

Formulas only count. Syllables are counted by groups of vowels, so the last digit is a guess, and short pages swing.

| Page | Sentences | Words | Grade | Age | LIX |
|---|--:|--:|--:|--:|--:|
"""


def table() -> str:
    """The whole of docs/readability.md."""
    from tools.reading import all_pages, grade, lix, prose, reading_age, sentences, words

    lines = []
    for page in sorted(all_pages(ANY_DAY), key=lambda page: page.key):
        text = list(prose(page))
        found = [sentence for piece in text for sentence in sentences(piece)]
        count = sum(len(words(sentence)) for sentence in found)
        name = page.key or "home"
        lines.append(
            f"| {name} | {len(found)} | {count} | {grade(text):.1f} | {reading_age(text):.1f} | {lix(text):.0f} |"
        )
    return HEAD + "\n".join(lines) + "\n"


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "corner.settings.development")
    import django

    import manage  # noqa: F401  puts site/ on the path, the one place that does

    django.setup()
    OUTPUT.write_text(table())
    say(f"Written: {OUTPUT.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
