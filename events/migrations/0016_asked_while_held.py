"""What is asked while an occasion is held has an index of its own; the one of the foreign key is the beginning of both."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("events", "0015_access_needs_encrypted")]

    operations = [
        migrations.AddIndex(
            model_name="signup", index=models.Index(fields=["occasion", "email_key"], name="signup_by_address")
        ),
        migrations.AddIndex(
            model_name="signup",
            index=models.Index(fields=["occasion", "offer_expires_at"], name="signup_by_end_of_offer"),
        ),
        migrations.AlterField(
            model_name="signup",
            name="occasion",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="signups",
                to="events.occasion",
            ),
        ),
    ]
