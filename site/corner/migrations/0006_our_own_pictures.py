"""A picture model of our own, with what Wagtail's held: rows with the same numbers, because streams hold numbers.

Wagtail's rows are deleted at the very end, when no foreign key leads to them any more (home, 0002). Rights stay where
they are: Wagtail asks for those of its own model, whatever model is in use.
"""

import corner.models.picture
import django.db.models.deletion
import modelsearch.index
import taggit.managers
import uuid
import wagtail.images.models
import wagtail.models.media
from django.conf import settings
from django.core.management.color import no_style
from django.db import migrations, models

#: Where something is said about a picture by its type and number.
SAID_BY_TYPE = (
    ("taggit", "TaggedItem", "content_type"),
    ("wagtailcore", "ReferenceIndex", "content_type"),
    ("wagtailcore", "ReferenceIndex", "base_content_type"),
    ("wagtailcore", "ReferenceIndex", "to_content_type"),
    ("wagtailcore", "ModelLogEntry", "content_type"),
    ("wagtailsearch", "IndexEntry", "content_type"),
)
COPIED = (
    "id",
    "title",
    "description",
    "width",
    "height",
    "created_at",
    "focal_point_x",
    "focal_point_y",
    "focal_point_width",
    "focal_point_height",
    "file_size",
    "file_hash",
    "file",
    "collection_id",
    "uploaded_by_user_id",
)
AT_A_TIME = 500


def copy_pictures(apps, schema_editor):
    Image, Picture = apps.get_model("wagtailimages", "Image"), apps.get_model("corner", "Picture")
    rows = Image.objects.order_by("pk").values(*COPIED)
    for start in range(0, rows.count(), AT_A_TIME):
        pictures = [Picture(**row) for row in rows[start : start + AT_A_TIME]]
        days = {picture.pk: picture.created_at for picture in pictures}
        for made in Picture.objects.bulk_create(pictures):  # it writes today into created_at
            made.created_at = days[made.pk]
        Picture.objects.bulk_update(pictures, ["created_at"])
    if Picture.objects.exists():
        tell_of_the_new_type(apps)
        for command in schema_editor.connection.ops.sequence_reset_sql(no_style(), [Picture]):
            schema_editor.execute(command)


def tell_of_the_new_type(apps):
    ContentType = apps.get_model("contenttypes", "ContentType")
    old = ContentType.objects.filter(app_label="wagtailimages", model="image").first()
    new, _made = ContentType.objects.get_or_create(app_label="corner", model="picture")
    for app, model, field in SAID_BY_TYPE:
        apps.get_model(app, model).objects.filter(**{field: old}).update(**{field: new})


class Migration(migrations.Migration):

    dependencies = [
        ('corner', '0005_second_reading'),
        ('taggit', '0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx'),
        ('wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes'),
        ('wagtailimages', '0027_image_description'),
        ('wagtailsearch', '0010_add_text_fields'),
        ('contenttypes', '0002_remove_content_type_name'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='consentrecord',
            name='agreed_to',
            field=models.CharField(blank=True, max_length=300, verbose_name='what they agreed to'),
        ),
        migrations.AddField(
            model_name='consentrecord',
            name='asked_by',
            field=models.CharField(blank=True, max_length=160, verbose_name='who asked'),
        ),
        migrations.CreateModel(
            name='Picture',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=255, verbose_name='title')),
                ('description', models.CharField(blank=True, default='', max_length=255, verbose_name='description')),
                ('width', models.IntegerField(editable=False, verbose_name='width')),
                ('height', models.IntegerField(editable=False, verbose_name='height')),
                ('created_at', models.DateTimeField(auto_now_add=True, db_index=True, verbose_name='created at')),
                ('focal_point_x', models.PositiveIntegerField(blank=True, null=True)),
                ('focal_point_y', models.PositiveIntegerField(blank=True, null=True)),
                ('focal_point_width', models.PositiveIntegerField(blank=True, null=True)),
                ('focal_point_height', models.PositiveIntegerField(blank=True, null=True)),
                ('file_size', models.PositiveIntegerField(editable=False, null=True)),
                ('file_hash', models.CharField(blank=True, db_index=True, editable=False, max_length=40)),
                ('file', corner.models.picture.PictureField(height_field='height', upload_to=wagtail.images.models.get_upload_to, verbose_name='file', width_field='width')),
                ('shows_people', models.CharField(blank=True, choices=[('nobody', 'Nobody'), ('not-recognisable', 'People, but nobody could tell who they are'), ('recognisable', 'People who can be recognised')], help_text='A face, a tattoo or a name badge is enough to recognise somebody.', max_length=16, verbose_name='who can be seen in it')),
                ('is_decoration', models.BooleanField(default=False, help_text='Tick if it adds nothing to words, such as a pattern. Then it needs no description.', verbose_name='decoration only')),
                ('credit', models.CharField(blank=True, help_text='And where it comes from, if not from us. Readers see it. Example: Photo: Solent Voices, CC BY 4.0', max_length=160, verbose_name='who made it')),
                ('consent_key', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('is_withheld', models.BooleanField(default=False, editable=False)),
                ('is_clean', models.BooleanField(default=False, editable=False)),
                ('collection', models.ForeignKey(default=wagtail.models.media.get_root_collection_id, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.collection', verbose_name='collection')),
                ('tags', taggit.managers.TaggableManager(blank=True, help_text=None, through='taggit.TaggedItem', to='taggit.Tag', verbose_name='tags')),
                ('uploaded_by_user', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL, verbose_name='uploaded by user')),
            ],
            options={
                'verbose_name': 'picture',
                'verbose_name_plural': 'pictures',
                'abstract': False,
                'default_permissions': (),
            },
            bases=(wagtail.images.models.ImageFileMixin, modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name='PictureRendition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('filter_spec', models.CharField(db_index=True, max_length=255)),
                ('file', wagtail.images.models.WagtailImageField(height_field='height', storage=wagtail.images.models.get_rendition_storage, upload_to=wagtail.images.models.get_rendition_upload_to, width_field='width')),
                ('width', models.IntegerField(editable=False)),
                ('height', models.IntegerField(editable=False)),
                ('focal_point_key', models.CharField(blank=True, default='', editable=False, max_length=16)),
                ('image', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='renditions', to='corner.picture')),
            ],
            options={
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('image', 'filter_spec', 'focal_point_key'), name='one_file_of_a_kind_of_a_picture')],
            },
            bases=(wagtail.images.models.ImageFileMixin, models.Model),
        ),
        migrations.RunPython(copy_pictures),
    ]
