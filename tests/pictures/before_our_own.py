"""Run by test_moving_to_our_own.py, in a process of its own: a database as it was before, with pictures in use.

python tests/pictures/before_our_own.py prepare|look
"""

import json
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "site")]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "corner.settings.test")

import django  # noqa: E402

django.setup()

from django.core.files.base import ContentFile  # noqa: E402
from django.core.files.storage import default_storage  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.db.migrations.executor import MigrationExecutor  # noqa: E402

OURS = "our_own_pictures"


def before(executor):
    """The newest state in which no room has pictures of our own yet; everything else is as it is now."""
    graph = executor.loader.graph
    ours = [key for key in graph.nodes if key[1].endswith(OURS)]
    after = {key for own in ours for key in graph.backwards_plan(own)}
    kept = [key for key in graph.nodes if key not in after]
    return [key for key in kept if all(child.key in after for child in graph.node_map[key].children)]


def prepare():
    executor = MigrationExecutor(connection)
    targets = before(executor)
    executor.migrate(targets)
    apps = executor.loader.project_state(targets).apps

    def model(label):
        return apps.get_model(label)

    image_type, _made = model("contenttypes.ContentType").objects.get_or_create(
        app_label="wagtailimages", model="image"
    )
    page_type, _made = model("contenttypes.ContentType").objects.get_or_create(app_label="contacts", model="venue")
    root = model("wagtailcore.Collection").objects.get(depth=1)
    Image = model("wagtailimages.Image")
    name = default_storage.save("original_images/walk.jpg", ContentFile(b"walk"))
    about = {"focal_point_x": 5, "focal_point_y": 6, "focal_point_width": 7, "focal_point_height": 8}
    for pk in (3, 41):
        Image.objects.bulk_create(
            [Image(pk=pk, title=f"Walk {pk}", file=name, width=9, height=9, collection=root, file_hash="a1", **about)]
        )
    Image.objects.update(created_at="2024-05-06T07:08:09Z")
    small = default_storage.save("images/walk.webp", ContentFile(b"small"))
    model("wagtailimages.Rendition").objects.bulk_create(
        [model("wagtailimages.Rendition")(image_id=41, filter_spec="width-9", file=small, width=9, height=9)]
    )
    tag = model("taggit.Tag").objects.create(name="parks", slug="parks")
    model("taggit.TaggedItem").objects.create(tag=tag, content_type=image_type, object_id=41)
    locale = model("wagtailcore.Locale").objects.first()
    venue = model("contacts.Venue").objects.create(name="Library", address="Street", picture_id=41, locale=locale)
    model("wagtailcore.ReferenceIndex").objects.create(
        content_type=page_type,
        base_content_type=page_type,
        object_id=str(venue.pk),
        to_content_type=image_type,
        to_object_id="41",
        model_path="picture",
        content_path="picture",
        content_path_hash="5b1d6e7e-7a4c-4ac1-8d54-2f1f6f3b2a11",
    )
    model("wagtailcore.ModelLogEntry").objects.create(
        content_type=image_type, object_id="41", label="Walk", action="wagtail.create", timestamp="2024-05-06T07:08:09Z"
    )
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT setval(pg_get_serial_sequence('wagtailimages_image', 'id'), 41)")
    permission_type = image_type
    Permission = model("auth.Permission")
    right, _made = Permission.objects.get_or_create(
        content_type=permission_type, codename="change_image", defaults={"name": "Can change image"}
    )
    group = model("auth.Group").objects.create(name="Photographers")
    model("wagtailcore.GroupCollectionPermission").objects.create(group=group, collection=root, permission=right)


def look():
    from wagtail.images.models import Image, Rendition
    from wagtail.images.permissions import permission_policy
    from wagtail.models import ModelLogEntry, ReferenceIndex

    from contacts.models import Venue
    from corner.models import Picture

    call_command("migrate", verbosity=0)
    from django.contrib.auth import get_user_model
    from django.contrib.auth.models import Group

    picture = Picture.objects.get(pk=41)
    user = get_user_model().objects.create_user("photographer")
    user.groups.add(Group.objects.get(name="Photographers"))
    newest = Picture.objects.bulk_create([Picture(title="New", file=picture.file.name, width=9, height=9)])[0]
    found = {
        "numbers": sorted(Picture.objects.values_list("pk", flat=True)),
        "next is larger": newest.pk > 41,
        "title": picture.title,
        "day": picture.created_at.isoformat(),
        "focal point": [picture.focal_point_x, picture.focal_point_height],
        "tags": [tag.name for tag in picture.tags.all()],
        "keys differ": Picture.objects.values("consent_key").distinct().count() == 3,
        "is clean": picture.is_clean,
        "venue": Venue.objects.get(name="Library").picture.title,
        "used by": [str(obj) for obj, _refs in picture.get_usage()],
        "references": ReferenceIndex.objects.filter(to_object_id="41").count(),
        "history": [entry.label for entry in ModelLogEntry.objects.for_instance(picture)],
        "left behind": [Image.objects.count(), Rendition.objects.count()],
        "old file": default_storage.exists("images/walk.webp"),
        "original": default_storage.exists(picture.file.name),
        "may change": permission_policy.user_has_permission_for_instance(user, "change", picture),
    }
    sys.stdout.write(f"FOUND {json.dumps(found)}")


{"prepare": prepare, "look": look}[sys.argv[1]]()
