"""Before there was a waiting list, everybody who signed up had a place from the first moment."""

from django.db import migrations
from django.db.models import F


def since_they_signed_up(apps, schema_editor):
    apps.get_model("events", "SignUp").objects.filter(confirmed_at=None).update(confirmed_at=F("created_at"))


class Migration(migrations.Migration):
    dependencies = [("events", "0007_waiting_list")]

    operations = [migrations.RunPython(since_they_signed_up, migrations.RunPython.noop)]
