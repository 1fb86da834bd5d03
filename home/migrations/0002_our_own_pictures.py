"""The last foreign key to Wagtail's own pictures goes; so they can go, too (corner, 0006).

Left behind, they would be a second list of who uploaded what, and their smaller files would stay readable when somebody
deletes a picture. The files of originals are those of the new pictures.
"""

import logging

import django.db.models.deletion
from django.core.files.storage import default_storage
from django.db import migrations, models, transaction

logger = logging.getLogger(__name__)


def delete_old_pictures(apps, schema_editor):
    Rendition, Image = (apps.get_model("wagtailimages", name) for name in ("Rendition", "Image"))
    names = list(Rendition.objects.values_list("file", flat=True))
    Rendition.objects.all().delete()
    Image.objects.all().delete()
    # Only once this stands: until then the old ones are what readers see.
    transaction.on_commit(lambda: delete_files(names), using=schema_editor.connection.alias)


def delete_files(names):
    for name in names:
        try:
            default_storage.delete(name)
        except Exception as error:  # a store that is away must not stop an upgrade
            logger.warning("The old file %s is still in the store: %s", name, type(error).__name__)


class Migration(migrations.Migration):

    dependencies = [
        ('corner', '0006_our_own_pictures'),
        ('home', '0001_initial'),
        ('contacts', '0005_our_own_pictures'),
        ('library', '0004_our_own_pictures'),
        ('techniques', '0004_our_own_pictures'),
        ('casestudies', '0005_our_own_pictures'),
        ('events', '0013_our_own_pictures'),
        ('wagtailimages', '0027_image_description'),
    ]

    operations = [
        migrations.AlterField(
            model_name='homepage',
            name='image',
            field=models.ForeignKey(blank=True, help_text='Without a picture, the page gets a pattern of its own.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='corner.picture', verbose_name='picture'),
        ),
        migrations.RunPython(delete_old_pictures),
    ]
