import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
        ('corner', '0004_messages_and_helplines'),
        ('wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes'),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='outgoingemail',
            options={'ordering': ['created_at', 'pk'], 'permissions': [('see_personal_data', 'Can see personal data of the organisations they work for')], 'verbose_name': 'outgoing e-mail', 'verbose_name_plural': 'outgoing e-mail'},
        ),
        migrations.CreateModel(
            name='SecondReadingTask',
            fields=[
                ('task_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.task')),
                ('groups', models.ManyToManyField(help_text='Pages/snippets at this step in a workflow will be moderated or approved by these groups of users', to='auth.group', verbose_name='groups')),
            ],
            options={
                'verbose_name': 'second reading',
                'verbose_name_plural': 'second readings',
            },
            bases=('wagtailcore.task',),
        ),
    ]
