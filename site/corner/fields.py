"""Model fields that every room uses."""

from collections.abc import Callable
from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.fields import StreamField as WagtailStreamField

BlockTypes = list[tuple[str, blocks.Block]]


class StreamField(WagtailStreamField):
    """A StreamField whose block definitions stay out of migrations, and may be looked up late.

    `block_types` may also be a function: it is called when the blocks are first needed, so that a room further up
    the house can add its own blocks in `AppConfig.ready()`.

    In migrations the column is a plain JSONField holding a list. A StreamField *without* its blocks would destroy
    data there: a historical model's save would write `[]` (run, design.md). A data migration therefore edits the
    list with RunPython, and gives revisions and wagtail-localize's stored copies a step of their own;
    `MigrateStreamData` cannot be used.
    """

    def __init__(self, block_types: BlockTypes | Callable[[], BlockTypes] | type, **kwargs: Any) -> None:
        super().__init__(block_types, **kwargs)
        self.block_types_arg: Any = block_types

    @cached_property
    def stream_block(self) -> blocks.StreamBlock:
        arg: Any = self.block_types_arg
        if callable(arg) and not isinstance(arg, type):
            self.block_types_arg = arg()
        return WagtailStreamField.stream_block.func(self)

    def deconstruct(self) -> tuple:
        name, _path, _args, kwargs = models.Field.deconstruct(self)
        kwargs["default"] = list
        return name, "django.db.models.JSONField", [], kwargs

    def clone(self) -> "StreamField":
        """Django clones a field from what `deconstruct` says; ours leaves the blocks out, so they are added back."""
        return StreamField(self.block_types_arg, **models.Field.deconstruct(self)[3])


class ChoicesField(models.JSONField):
    """Several of a fixed set, kept as a list of values and ticked as boxes; the order is the set's own."""

    def __init__(self, *args: Any, options: type[models.TextChoices] | None = None, **kwargs: Any) -> None:
        self.options = options
        kwargs["default"] = list
        kwargs["blank"] = True
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.JSONField", args, kwargs

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        super().validate(value, model_instance)
        if self.options and set(value or []) - set(self.options.values):
            raise ValidationError(_("Choose from the list."))

    def formfield(self, **kwargs: Any) -> forms.Field:
        wanted = {key: kwargs[key] for key in ("label", "help_text", "disabled") if key in kwargs}
        return forms.MultipleChoiceField(
            choices=self.options.choices if self.options else (),
            required=False,
            widget=forms.CheckboxSelectMultiple,
            **{"label": capfirst(self.verbose_name), "help_text": self.help_text, **wanted},
        )

    def labels(self, values: list[str] | None) -> list:
        """The names of `values` in the active language, in the set's order; unknown ones are left out."""
        return [label for value, label in (self.options.choices if self.options else ()) if value in (values or [])]


class Answer(models.TextChoices):
    """What staff can answer about access and offers. "Not sure yet" is an honest answer, shown to readers."""

    YES = "yes", _("Yes")
    NO = "no", _("No")
    UNSURE = "unsure", _("Not sure yet")


class AnswerField(models.CharField):
    """Yes, no or not sure yet; a fact, shared by all languages. Empty until somebody answers."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["max_length"] = 6
        kwargs["choices"] = Answer.choices
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs


class DetailsField(models.CharField):
    """The words that go with an answer; translated."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 280)
        kwargs["blank"] = True
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs
