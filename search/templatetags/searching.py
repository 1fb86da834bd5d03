"""Tags of the results page."""

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from search.asked import Asked
from search.words import are_forms_of_one_word, fold, is_part_of_word, sought

register = template.Library()

#: Some text, and whether it is a word. Found by hand: `\w` would cut Indian scripts at their vowel signs.
Run = tuple[str, bool]


@register.filter
def marked(text: str, words: list[str]) -> SafeString:
    """`text` with the words that were looked for in `<mark>`; everything is escaped."""
    folded = [sought(word) for word in words]
    return mark_safe("".join(_marked(run, is_word, folded) for run, is_word in _runs(str(text))))  # noqa: S308  escaped


def _runs(text: str) -> list[Run]:
    """`text` cut into words and what stands between them."""
    runs: list[Run] = []
    for character in text:
        is_word = is_part_of_word(character)
        if runs and runs[-1][1] == is_word:
            runs[-1] = (runs[-1][0] + character, is_word)
        else:
            runs.append((character, is_word))
    return runs


def _marked(run: str, is_word: bool, wanted: list[str]) -> SafeString:
    folded = fold(run) if is_word else ""
    for word in sorted(wanted, key=len, reverse=True):
        if folded == word or (len(word) > 2 and folded.startswith(word)):
            return format_html("<mark>{}</mark>", run)
        if not word.isascii() and word in folded:
            return _part_marked(run, folded, word)
        if is_word and are_forms_of_one_word(word, sought(run)):
            return format_html("<mark>{}</mark>", run)
    return conditional_escape(run)


def _part_marked(run: str, folded: str, word: str) -> SafeString:
    """A word inside a run, as in Chinese, which has no spaces; the whole run where folding changed its length."""
    if len(folded) != len(run):
        return format_html("<mark>{}</mark>", run)
    before, _found, after = folded.partition(word)
    end = len(run) - len(after)
    return format_html("{}<mark>{}</mark>{}", run[: len(before)], run[len(before) : end], run[end:])


@register.simple_tag
def results_address(asked: Asked, kind: str = "", page: int | None = None) -> str:
    """`{% results_address asked kind="events" page=2 %}`: the same question, of one kind, another page of it."""
    return asked.address(kind, page)


@register.simple_tag
def results_without(asked: Asked, key: str, value: str) -> str:
    """`{% results_without asked "topic" "parks" %}`: the same question with one choice taken away."""
    return asked.without(key, value)


@register.simple_tag
def results_for(words: str) -> str:
    """`{% results_for "parks" %}`: another question."""
    return Asked(words).bare
