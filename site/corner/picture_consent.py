"""What the people in a picture agreed to: asked for where the picture is uploaded, kept as a ConsentRecord.

Not a field of the picture (design.md, rules 9 and 10): whoever may choose pictures reads those. Only the form for
those who may change this very picture shows it.
"""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from corner import audit
from corner.models import ConsentRecord, Picture, ShowsPeople
from corner.reviews import Due

#: The fields of the form that are a ConsentRecord's, with its names.
FIELDS = ("asked_by", "given_on", "agreed_to", "review_on")


class ConsentFields(forms.ModelForm):
    """For the form of a picture: who can be seen in it, and the consent that has to be there when they can be known."""

    consent_asked_by = forms.CharField(
        label=_("Consent: who asked"),
        max_length=160,
        required=False,
        help_text=_("Your role is enough. Example: host of the evening, SVS."),
    )
    consent_given_on = forms.DateField(label=_("Consent: when they agreed"), required=False, widget=AdminDateInput)
    consent_agreed_to = forms.CharField(
        label=_("Consent: what they agreed to"),
        max_length=300,
        required=False,
        help_text=_(
            "No names, please: say “the five people at the table”. Names stay on the form they signed. "
            "Example: All five agreed to this website and to posters, not to newspapers."
        ),
    )
    consent_review_on = forms.DateField(
        label=_("Consent: ask again on"),
        required=False,
        widget=AdminDateInput,
        help_text=_("Two years is usual. You find it under “To be checked” when the day comes."),
    )
    consent_withdrawn = forms.BooleanField(
        label=_("Somebody in it does not agree any more"),
        required=False,
        help_text=_("Readers stop seeing the picture at once, wherever it is used."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.actor = kwargs.get("user")
        super().__init__(*args, **kwargs)
        self.consent = standing_consent(self.instance)
        if self.consent is None:
            del self.fields["consent_withdrawn"]
        else:
            self.initial.update({f"consent_{name}": getattr(self.consent, name) for name in FIELDS})
        # Where several pictures are sent at once, each is kept first and asked about afterwards, in a form of its own.
        key = self.add_prefix("shows_people")
        self.fields["shows_people"].required = not self.is_bound or key in self.data or self.instance.pk is not None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("shows_people") == ShowsPeople.RECOGNISABLE and not self._stays_withheld(cleaned):
            for name in FIELDS:
                field = f"consent_{name}"
                if not cleaned.get(field) and field not in self.errors:
                    self.add_error(
                        field, _now("Fill this in, because people can be recognised. Or choose another picture.")
                    )
        given = cleaned.get("consent_given_on")
        if given and given > timezone.localdate():
            self.add_error(
                "consent_given_on", ValidationError(_now("This day is still to come. Write when they agreed."))
            )
        return cleaned

    def _stays_withheld(self, cleaned: dict[str, Any]) -> bool:
        """Whether readers are not to see it: no consent stands any more, and no new one is written down."""
        new = any(cleaned.get(f"consent_{name}") for name in FIELDS)
        return bool(cleaned.get("consent_withdrawn")) or (self.instance.is_withheld and not new)

    def save(self, commit: bool = True) -> Picture:
        """The picture, and with it the consent. Where Wagtail saves the picture itself, there is no consent yet."""
        recognisable = self.cleaned_data.get("shows_people") == ShowsPeople.RECOGNISABLE
        gone = bool(self.cleaned_data.get("consent_withdrawn"))
        self.instance.is_withheld = recognisable and self._stays_withheld(self.cleaned_data)
        with transaction.atomic():
            picture = super().save(commit)
            if gone or (recognisable and not self.instance.is_withheld):
                self._record(gone)
        return picture

    def _record(self, gone: bool) -> None:
        consent = self.consent or ConsentRecord(
            subject_key=self.instance.consent_key, basis=ConsentRecord.Basis.CONSENT
        )
        for name in FIELDS:
            setattr(consent, name, self.cleaned_data.get(f"consent_{name}") or getattr(consent, name))
        consent.withdrawn_on = timezone.localdate() if gone else None
        consent.save()
        action = "consent.withdrawn" if gone else "consent.changed" if self.consent else "consent.recorded"
        audit.record(action, consent, actor=self.actor, subject=consent.subject_key)


def standing_consent(picture: Picture) -> ConsentRecord | None:
    """What the people in it agreed to and have not taken back."""
    return picture.consents().filter(withdrawn_on=None).first() if picture.pk else None


def forget_consent(sender: Any, instance: Picture, **kwargs: Any) -> None:
    """A picture is deleted: what was noted about the people in it goes, too."""
    instance.consents().delete()


def pictures_due(user: Any) -> Iterator[Due]:
    """Pictures whose people are to be asked again, for those who may change them (corner/reviews.py)."""
    from wagtail.images.permissions import permission_policy

    today = timezone.localdate()
    due = ConsentRecord.objects.filter(review_on__lte=today, withdrawn_on=None)
    days = {key: day for key, day in due.values_list("subject_key", "review_on") if day}
    if not days:
        return
    mine = permission_policy.instances_user_has_any_permission_for(user, ["change"])
    for picture in mine.filter(consent_key__in=days, shows_people=ShowsPeople.RECOGNISABLE):
        url = reverse("wagtailimages:edit", args=[picture.pk])
        yield Due(picture.title, _now("Picture: ask the people in it again"), url, days[picture.consent_key])
