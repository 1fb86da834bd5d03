"""The questions that staff ask on a sign-up form, as blocks.

Ids of blocks and of options are the same in every language and survive translating, reordering, renaming and adding
(run, signups.md); answers are kept by them. Whether a question is required or about access is the source page's word.
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


QUESTION_BLOCKS: list[tuple[str, blocks.Block]] = [
    ("text", TextQuestion()),
    ("long_text", LongTextQuestion()),
    ("one_of", OneOfQuestion()),
    ("several_of", SeveralOfQuestion()),
    ("yes_no", YesNoQuestion()),
]
