"""Small rows that several page types are made of."""

from datetime import date, time

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from corner.blocks.words import WordsBlock


class DatedUpdateBlock(blocks.StructBlock):
    date = blocks.DateBlock(label=_("Date"))
    only_month = blocks.BooleanBlock(required=False, label=_("Only the month is known"))
    text = WordsBlock(label=_("What happened"))

    class Meta:
        icon = "date"
        label = _("Update")
        template = "blocks/dated_update.html"
        description = _("What happened on a day.")
        preview_value = {"date": date(2026, 10, 21), "text": "<p>We agreed to meet every term.</p>"}


class TimedStepBlock(blocks.StructBlock):
    """A line of a run sheet; minutes, so that they add up."""

    title = blocks.CharBlock(max_length=120, label=_("Title"))
    minutes = blocks.IntegerBlock(min_value=1, max_value=1440, label=_("Minutes"))
    text = blocks.TextBlock(required=False, label=_("What to do"))
    is_break = blocks.BooleanBlock(required=False, label=_("This is a break"))

    class Meta:
        icon = "time"
        label = _("Step")
        template = "blocks/timed_step.html"
        description = _("One step, with how long it takes.")
        preview_value = {"title": "Welcome", "minutes": 10, "text": "Say hello to each person."}


class ProgrammeLineBlock(blocks.StructBlock):
    """A line of an event's programme: clock time and what happens."""

    time = blocks.TimeBlock(
        required=False, label=_("Time"), help_text=_("Such as: 10:30. Empty for a part without a time of its own.")
    )
    title = blocks.CharBlock(
        max_length=120, label=_("What happens"), help_text=_("A few words, such as: Tea and hello at small tables.")
    )
    text = blocks.TextBlock(required=False, label=_("More"))
    is_break = blocks.BooleanBlock(required=False, label=_("This is a break"))

    class Meta:
        icon = "time"
        label = _("Part of the day")
        template = "blocks/programme_line.html"
        description = _("When something begins, and what it is.")
        preview_value = {"time": time(10, 30), "title": "Hello", "text": "Tea and toast."}


class ProblemAndRemedyBlock(blocks.StructBlock):
    problem = blocks.CharBlock(max_length=120, label=_("What can go wrong"))
    remedy = blocks.TextBlock(label=_("What helps"))

    class Meta:
        icon = "warning"
        label = _("What can go wrong")
        template = "blocks/problem_and_remedy.html"
        description = _("A problem, and what to do about it.")
        preview_value = {"problem": "One person talks", "remedy": "Use a talking piece."}


class ForAudienceBlock(blocks.StructBlock):
    audience = blocks.CharBlock(max_length=80, label=_("For whom"))
    actions = blocks.ListBlock(blocks.CharBlock(max_length=200, label=_("Action")), label=_("What they can do"))

    class Meta:
        icon = "group"
        label = _("What you can do")
        template = "blocks/for_audience.html"
        description = _("Things to do, for one group of readers.")
        preview_value = {"audience": "If you run a project", "actions": ["Ask early."]}
