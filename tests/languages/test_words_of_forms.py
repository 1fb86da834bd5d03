"""The labels of every form that readers fill in are offered to translators."""

from corner.languages import messages


def test_a_form_is_known_by_its_guard_too():
    """`update` drops what is not found: the label of the form for a lost link would have stood in English."""
    found = {words for _context, words in messages.all_messages()}
    assert {"Your e-mail address", "What is your e-mail address?", "Your message"} <= found


def test_words_for_staff_are_not():
    found = {words for _context, words in messages.all_messages()}
    assert not {"who answers, for whom and when", "Mark it as answered", "Consent: ask again", "To be checked"} & found
