"""The questions that staff ask on a sign-up form, as blocks.

Ids of blocks and of options are the same in every language and survive translating, reordering, renaming and adding
(run, signups.md); answers are kept by them. What is no words (required, about access, not asked any more, the limits of
a number) is the source page's to say. A question that people have answered is retired, not deleted: its answers stay
with the list, and the page keeps its words.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class QuestionBlock(blocks.StructBlock):
    question = blocks.CharBlock(max_length=200, label=_("Question"))
    # The default is for code that leaves it out: wagtail-localize fails on None.
    help = blocks.CharBlock(
        max_length=280, required=False, default="", label=_("Help"), help_text=_("Why you ask, or an example.")
    )
    required = blocks.BooleanBlock(required=False, label=_("People have to answer"))
    access = blocks.BooleanBlock(
        required=False,
        label=_("It is about access"),
        help_text=_("The answer is kept apart, only people with the right see it, and it is deleted sooner."),
    )
    retired = blocks.BooleanBlock(
        required=False,
        label=_("Do not ask this any more"),
        help_text=_("Answers that were given stay with the list."),
    )

    class Meta:
        icon = "help"

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if cleaned["required"] and cleaned["access"]:
            raise blocks.StructBlockValidationError(
                block_errors={"required": ValidationError(_("Nobody has to answer questions about access."))}
            )
        return cleaned


class OptionsQuestionBlock(QuestionBlock):
    options = blocks.ListBlock(blocks.CharBlock(max_length=120, label=_("Answer")), label=_("Answers"), min_num=2)


class TextQuestion(QuestionBlock):
    class Meta:
        icon = "pilcrow"
        label = _("Short answer")
        description = _("One line of text.")
        preview_value = {"question": "What would you like to talk about?", "required": False, "access": False}


class LongTextQuestion(QuestionBlock):
    class Meta:
        icon = "doc-full"
        label = _("Long answer")
        description = _("Several lines of text.")
        preview_value = {"question": "Is there anything else we should know?", "required": False, "access": False}


class OneOfQuestion(OptionsQuestionBlock):
    class Meta:
        icon = "radio-full"
        label = _("One of several")
        description = _("People choose one answer.")
        preview_value = {"question": "Which group?", "options": ["Morning", "Afternoon"]}


class SeveralOfQuestion(OptionsQuestionBlock):
    class Meta:
        icon = "tasks"
        label = _("Several of several")
        description = _("People tick what fits.")
        preview_value = {"question": "What would you like to eat?", "options": ["Vegetarian", "Halal"]}


class YesNoQuestion(QuestionBlock):
    class Meta:
        icon = "check"
        label = _("Yes or no")
        description = _("People answer yes or no.")
        preview_value = {"question": "Have you been to a workshop before?"}


#: Between these a number lies where staff say nothing else.
SMALLEST, LARGEST = 0, 100_000


def limits_of(value: Any) -> tuple[int, int]:
    """The smallest and the largest number that answer the question."""
    smallest, largest = value["smallest"], value["largest"]
    return SMALLEST if smallest is None else smallest, LARGEST if largest is None else largest


class NumberQuestion(QuestionBlock):
    # Not required with a default: 0 would count as missing (`corner.blocks.missing`), and it is a limit.
    smallest = blocks.IntegerBlock(
        min_value=0, required=False, label=_("Smallest number"), help_text=_("Empty means 0.")
    )
    largest = blocks.IntegerBlock(
        min_value=0, required=False, label=_("Largest number"), help_text=_("Empty means 100000.")
    )

    class Meta:
        icon = "order"
        label = _("Number")
        description = _("A whole number, such as how many.")
        preview_value = {"question": "How many children come along?", "smallest": 0, "largest": 12}

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        smallest, largest = limits_of(cleaned)
        if largest < smallest:
            raise blocks.StructBlockValidationError(
                block_errors={"largest": ValidationError(_("Write a number that is not below the smallest one."))}
            )
        return cleaned


class EmailQuestion(QuestionBlock):
    class Meta:
        icon = "mail"
        label = _("E-mail address")
        description = _("Another address than their own: that one is always asked.")
        preview_value = {"question": "Is there a supporter whom we should write to?"}


class PhoneQuestion(QuestionBlock):
    class Meta:
        icon = "mobile-alt"
        label = _("Phone number")
        description = _("Another number than their own: that one is always asked.")
        preview_value = {"question": "Whom should we ring if something happens?"}


QUESTION_BLOCKS: list[tuple[str, blocks.Block]] = [
    ("text", TextQuestion()),
    ("long_text", LongTextQuestion()),
    ("one_of", OneOfQuestion()),
    ("several_of", SeveralOfQuestion()),
    ("yes_no", YesNoQuestion()),
    ("number", NumberQuestion()),
    ("email", EmailQuestion()),
    ("phone", PhoneQuestion()),
]


class StatementBlock(blocks.CharBlock):
    """A sentence that people say how much they agree with, in feedback. Its id is the same in every language."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": 200, "label": _("Statement"), **kwargs})

    class Meta:
        icon = "openquote"
        description = _("A sentence about the event, from the view of somebody who was there.")
        preview_value = "People listened to me."
