"""What the contestants keep."""

from django.db import models
from wagtail.models import Page


class StockPage(Page):
    """Wagtail's own page with nothing added: what finding a page costs."""

    template = "contestants/stock_page.html"


class Row(models.Model):
    """What the bare INSERT writes: a sign-up's least."""

    name = models.CharField(max_length=80)
    made_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name
