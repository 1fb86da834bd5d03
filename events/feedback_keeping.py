"""Single answers are deleted, the sums stay for ever (signups.md, "Retention"). Safe to run again at any time."""

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from corner import audit, jobs
from events.feedback_results import counted, shown_number
from events.holding import again_when_locked, hold
from events.models import Feedback, FeedbackSum


def feedback_due() -> QuerySet[Feedback]:
    """Answers whose day is over: the dry run."""
    return Feedback.objects.filter(erase_after__lt=timezone.localdate())


def sum_up_due() -> int:
    """Sum up every date of which an answer is due; how many answers were deleted."""
    deleted = 0
    for key in list(feedback_due().order_by().values_list("occasion", flat=True).distinct()):
        if jobs.stopping.is_set():
            break
        deleted += _sum_up(key)
    return deleted


@again_when_locked
def _sum_up(key: int) -> int:
    """What is shown becomes sums, and every answer goes.

    All of the date at once, those too that might stay a little longer (the number of days was changed meanwhile):
    taken one by one, the steps of five would be other people each day, and the differences would tell who said what.
    For the same reason what is left over below a step is dropped.
    """
    with transaction.atomic():
        occasion = hold(key)
        if occasion is None or not feedback_due().filter(occasion=occasion).exists():
            return 0
        answers = Feedback.objects.filter(occasion=occasion).order_by("pk")
        rated = [ratings for ratings in answers.values_list("ratings", flat=True) if ratings]
        shown = shown_number(len(rated))
        for (statement, rating), times in counted(rated[:shown]).items():
            one, _created = FeedbackSum.objects.get_or_create(occasion=occasion, statement=statement, rating=rating)
            FeedbackSum.objects.filter(pk=one.pk).update(times=F("times") + times)
        occasion.feedback_summed += shown
        occasion.save(update_fields=["feedback_summed"])
        deleted, _by_model = answers.delete()
        audit.record("feedback.summed_up", occasion, shown=shown, deleted=deleted)
        return deleted
