"""The words of the interface, as a reader of one language sees them."""

from django.utils import translation

SOURCE = "en-gb"


def words_in(language, english):
    """An interface text in this language, which must not be English by accident."""
    with translation.override(language):
        words = translation.gettext(english)
    assert language == SOURCE or words != english, f"“{english}” is not translated into {language}"
    return words
