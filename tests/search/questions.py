"""Forty questions as people type them, each with the starter page that answers it.

Written down before the engine's answers to them were looked at, and not changed since: mistakes, words without their
accents, other forms of words, whole sentences. Never bend one to the engine. `docs/search-score.md` has the score.
"""

from typing import NamedTuple


class Question(NamedTuple):
    """`typed` by a reader of `language`; `answer` is the key of a starter page (home/starter/)."""

    language: str
    typed: str
    answer: str


QUESTIONS = [
    Question("en-gb", "parks", "case-studies/teenage-girls-and-parks"),
    Question("en-gb", "girls in the park", "case-studies/teenage-girls-and-parks"),
    Question("en-gb", "teenagers", "case-studies/teenage-girls-and-parks"),
    Question("en-gb", "well being", "case-studies/teenage-girls-and-parks"),
    Question("en-gb", "worldcafe", "techniques/world-cafe"),
    Question("en-gb", "trama", "case-studies/trauma-and-a-voice"),
    Question("en-gb", "boardgame evening", "events/leave-your-label"),
    Question("en-gb", "how do I join", "join"),
    Question("en-gb", "do I get paid", "about/recommendations/share-money-and-gifts"),
    Question("en-gb", "montys", "people/montys-community-hub"),
    Question("en-gb", "Lucy Greene", "people/lucy-green"),
    Question("en-gb", "council", "people/southampton-city-council"),
    Question("en-gb", "accessability", "about/accessibility"),
    Question("en-gb", "dot voting", "techniques/vote-for-what-matters-most"),
    Question("en-gb", "listening circle", "techniques/talk-in-a-circle"),
    Question("en-gb", "what happens to my data", "about/privacy"),
    Question("en-gb", "coproduction report 2024", "about/report"),
    Question("en-gb", "safe spaces", "about/recommendations/make-meetings-matter"),
    Question("pl", "pieniadze", "events/world-cafe-money"),
    Question("pl", "kto decyduje o pieniądzach", "events/world-cafe-money"),
    Question("pl", "obiad", "events/world-cafe-money"),
    Question("pl", "stolik", "techniques/world-cafe"),
    Question("pl", "rozmowa przy stole", "techniques/world-cafe"),
    Question("pl", "umiejetnosci", "techniques/world-cafe"),
    Question("pl", "world cafe", "techniques/world-cafe"),
    Question("pl", "metody pracy", "techniques"),
    Question("pl", "jak dołączyć", ""),
    Question("pl", "ludzie", "people"),
    Question("pl", "wydarzenia", "events"),
    Question("ar", "مال", "events/world-cafe-money"),
    Question("ar", "الأموال", "events/world-cafe-money"),
    Question("ar", "غداء", "events/world-cafe-money"),
    Question("ar", "اسئلة", "events/world-cafe-money"),
    Question("ar", "مقهى", "techniques/world-cafe"),
    Question("ar", "المقهي العالمي", "techniques/world-cafe"),
    Question("ar", "طاولة", "techniques/world-cafe"),
    Question("ar", "فعالية", "events"),
    Question("ar", "الناس", "people"),
    Question("ar", "طرق العمل", "techniques"),
    Question("ar", "كيف انضم", ""),
]
