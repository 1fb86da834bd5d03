import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('casestudies', '0004_ongoing_and_evaluation'),
        ('corner', '0006_our_own_pictures'),
    ]

    operations = [
        migrations.AlterField(
            model_name='casestudyindexpage',
            name='image',
            field=models.ForeignKey(blank=True, help_text='Without a picture, the page gets a pattern of its own.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='corner.picture', verbose_name='picture'),
        ),
        migrations.AlterField(
            model_name='casestudypage',
            name='image',
            field=models.ForeignKey(blank=True, help_text='Without a picture, the page gets a pattern of its own.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='corner.picture', verbose_name='picture'),
        ),
    ]
