import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('contacts', '0004_messages_and_private_addresses'),
        ('corner', '0006_our_own_pictures'),
    ]

    operations = [
        migrations.AlterField(
            model_name='contactspage',
            name='image',
            field=models.ForeignKey(blank=True, help_text='Without a picture, the page gets a pattern of its own.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='corner.picture', verbose_name='picture'),
        ),
        migrations.AlterField(
            model_name='organisationpage',
            name='image',
            field=models.ForeignKey(blank=True, help_text='Without a picture, the page gets a pattern of its own.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='corner.picture', verbose_name='picture'),
        ),
        migrations.AlterField(
            model_name='personpage',
            name='image',
            field=models.ForeignKey(blank=True, help_text='Without a picture, the page gets a pattern of its own.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='corner.picture', verbose_name='picture'),
        ),
        migrations.AlterField(
            model_name='venue',
            name='picture',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='corner.picture', verbose_name='picture'),
        ),
    ]
