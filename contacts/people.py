"""Who may be shown: only people with a basis for it."""

from typing import Self

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from wagtail.models import PageManager
from wagtail.query import PageQuerySet

from corner.models import ConsentRecord


def standing() -> QuerySet[ConsentRecord]:
    """Consents that nobody has withdrawn, for the person of the outer query; the newest first."""
    return ConsentRecord.objects.filter(subject_key=OuterRef("translation_key"), withdrawn_on=None)


class PersonQuerySet(PageQuerySet):
    """Pages about people. A person without a standing basis does not count as live, whatever the page's row says.

    So no list forgets it: every list of public pages asks for live ones (domain.md, "nobody is shown without one").
    """

    def live(self) -> Self:
        return super().live().filter(Exists(standing()))

    def shown(self) -> Self:
        """Everybody whom anybody may see: live, with a standing basis, and behind no view restriction."""
        return self.live().public()

    def with_basis(self) -> Self:
        """Adds `basis_kind` and `basis_source`, of the newest standing basis, so that a list need not ask for each."""
        newest = standing().order_by("-pk")
        return self.annotate(
            basis_kind=Subquery(newest.values("basis")[:1]), basis_source=Subquery(newest.values("source")[:1])
        )


PersonManager = PageManager.from_queryset(PersonQuerySet)
