"""How the tests load the starter content, and look at all of it."""

from io import StringIO

from django.core.management import call_command
from wagtail.models import Page


def load(**options):
    """Run the command and give back what it printed."""
    out = StringIO()
    call_command("load_starter_content", stdout=out, **options)
    return out.getvalue()


def live_pages():
    """Every page that readers can open, in all languages."""
    return Page.objects.live().filter(depth__gt=1).specific()
