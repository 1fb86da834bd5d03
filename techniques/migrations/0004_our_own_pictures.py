import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('corner', '0006_our_own_pictures'),
        ('techniques', '0003_sheets_to_download'),
    ]

    operations = [
        migrations.AlterField(
            model_name='techniqueindexpage',
            name='image',
            field=models.ForeignKey(blank=True, help_text='Without a picture, the page gets a pattern of its own.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='corner.picture', verbose_name='picture'),
        ),
        migrations.AlterField(
            model_name='techniquepage',
            name='image',
            field=models.ForeignKey(blank=True, help_text='Without a picture, the page gets a pattern of its own.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='corner.picture', verbose_name='picture'),
        ),
    ]
