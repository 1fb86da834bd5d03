from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EventsConfig(AppConfig):
    name = "events"
    verbose_name = _("Events")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from corner import consequences, errors, jobs, tombstones
        from corner.admin import page_links as links_above_the_form
        from corner.blocks.registry import add_block
        from corner.page_cache import moments, writes
        from corner.watching import metrics
        from events import (
            calls,
            figures,
            leaving,
            lost_links,
            mail_kinds,
            page_moments,
            person,
            personal_data,
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
        from events.models import AccessNeed, Attendee, CallTask, HostMessage, LostLinkRequest, ResponsibleAdult

        add_block("agreements", AgreementsBlock())
        receivers.connect()
        first_answers.connect()
        links_above_the_form.register(page_links.links_of_event)
        related.register_lists()
        for say in (what_follows.of_event_pages, what_follows.of_a_venue, what_follows.of_an_agreement):
            consequences.register(say)
        searching.make_findable()
        mail_kinds.register_kinds()
        # Not signing up itself: it writes to the date and its places, which every list shows.
        writes.never_shown(AccessNeed, Attendee, CallTask, HostMessage, LostLinkRequest, ResponsibleAdult)
        moments.register(page_moments.next_moment)
        errors.register_reader(reading_back.written_to)
        metrics.add("sign_ups_last_day", figures.sign_ups_of_a_day)
        tombstones.register(person.STONE, person.addresses, person.erase_again)
        tombstones.register(leaving.STONE, leaving.kept, leaving.leave_again)
        jobs.register("events.calls", calls.tidy, every=timedelta(minutes=10))
        jobs.register("events.lost-links", lost_links.answer_all, every=timedelta(seconds=10))
        jobs.register("events.waiting", waiting.settle_all, every=timedelta(minutes=1))
        jobs.register("events.reminders", reminders.remind_due, every=timedelta(minutes=10))
        jobs.register("events.telling", telling.tell_overdue, every=timedelta(minutes=2))
        jobs.register("events.thanks", thanks.thank_due, every=timedelta(minutes=10))
        jobs.register("events.retention", retention.erase_due, every=timedelta(days=1))

        personal_data.declare()
