from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EventsConfig(AppConfig):
    name = "events"
    verbose_name = _("Events")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from corner import consequences, errors, jobs
        from corner.admin import page_links as links_above_the_form
        from corner.blocks.registry import add_block
        from events import (
            calls,
            lost_links,
            mail_kinds,
            reading_back,
            receivers,
            related,
            reminders,
            retention,
            searching,
            telling,
            thanks,
            waiting,
        )
        from events.admin import consequences as what_follows
        from events.admin import first_answers, page_links
        from events.blocks import AgreementsBlock

        add_block("agreements", AgreementsBlock())
        receivers.connect()
        first_answers.connect()
        links_above_the_form.register(page_links.links_of_event)
        related.register_lists()
        for say in (what_follows.of_event_pages, what_follows.of_a_venue, what_follows.of_an_agreement):
            consequences.register(say)
        searching.make_findable()
        mail_kinds.register_kinds()
        errors.register_reader(reading_back.written_to)
        jobs.register("events.calls", calls.tidy, every=timedelta(minutes=10))
        jobs.register("events.lost-links", lost_links.answer_all, every=timedelta(seconds=10))
        jobs.register("events.waiting", waiting.settle_all, every=timedelta(minutes=1))
        jobs.register("events.reminders", reminders.remind_due, every=timedelta(minutes=10))
        jobs.register("events.telling", telling.tell_overdue, every=timedelta(minutes=2))
        jobs.register("events.thanks", thanks.thank_due, every=timedelta(minutes=10))
        jobs.register("events.retention", retention.erase_due, every=timedelta(days=1))
