"""What the restore drill does inside the site, each in a process of its own: files, load, holds."""

import hashlib
import itertools
import json
import os
import sys
import uuid
from pathlib import Path


def files() -> None:
    """A file for every picture and document that the database names, each with content of its own."""
    from django.apps import apps
    from django.core.files.base import ContentFile
    from django.core.files.storage import default_storage
    from django.db import models

    for model in apps.get_models():
        for field in model._meta.local_concrete_fields:
            if isinstance(field, models.FileField):
                for name in model._default_manager.values_list(field.attname, flat=True):
                    if name and not default_storage.exists(name):
                        default_storage.save(name, ContentFile(hashlib.sha256(name.encode()).digest() * 999))


def load(told: Path) -> None:
    """People sign up one after the other, and staff upload, until this is ended. `told`: who has the answer."""
    from datetime import timedelta

    from django.core.files.base import ContentFile
    from django.utils import timezone
    from wagtail.documents import get_document_model

    from events.models import Occasion, Places
    from events.requests import SignUpRequest
    from events.signing_up import sign_up

    places = Places.objects.filter(way="in-person", occasion__status="scheduled", capacity__gte=20).latest("capacity")
    soon = timezone.now() + timedelta(days=30)  # the dates of a kept database pass
    dates = {
        "day": soon.date(),
        "starts_at": soon,
        "ends_at": soon + timedelta(hours=2),
        "opens_at": None,
        "closes_at": soon,
    }
    Occasion.objects.filter(pk=places.occasion_id).update(**dates)
    Places.objects.filter(pk=places.pk).update(capacity=1_000_000)
    with told.open("a") as answers:
        for number in itertools.count():
            address = f"drill{number}@example.org"
            wish = SignUpRequest(
                occasion_id=places.occasion_id,
                way="in-person",
                name="Drill",
                email=address,
                nonce=uuid.uuid4(),
                language="en-gb",
            )
            if sign_up(wish).signup is None:
                sys.exit("Nobody can sign up for the drill's date.")
            content = ContentFile(uuid.uuid4().bytes * 500, f"drill {number}.txt")
            get_document_model()(title=f"Drill {number}", file=content).save()
            answers.write(f"{address}\n")
            answers.flush()


def holds() -> dict:
    """Rows, files and counters of the site, and everybody's address."""
    from django.core.files.storage import default_storage
    from django.db import connection, models

    from corner.backup.pool import names_in
    from corner.moving.counters import last_given
    from corner.moving.tables import tables
    from events.models import SignUp

    found: dict = {"tables": {}, "files": {}, "counters": {}}
    for table in tables():
        found["tables"][table.name] = table.contents(connection)
        if isinstance(table.fields[table.key], models.AutoField):
            found["counters"][table.name] = last_given(connection, table.name, table.columns[table.key])
    for name in names_in():
        with default_storage.open(name) as file:
            found["files"][name] = hashlib.sha256(file.read()).hexdigest()
    found["people"] = list(SignUp.objects.exclude(email="").values_list("email", flat=True))
    return found


if __name__ == "__main__":
    import manage  # noqa: F401  puts site/ on the path, the one place that does

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "corner.settings.development")
    import django

    django.setup()
    match sys.argv[1:]:
        case ["files"]:
            files()
        case ["load", told]:
            load(Path(told))
        case ["holds"]:
            json.dump(holds(), sys.stdout)
