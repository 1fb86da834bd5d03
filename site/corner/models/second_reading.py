"""The second approval in a workflow, for pages that can hurt or that invite people under 18."""

from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask, TaskState, WorkflowState


class SecondReadingTask(AbstractGroupApprovalTask):
    """A second person reads the page. One that does not need it (`BasePage.needs_second_reading`) passes by itself.

    The second person is somebody who neither sent the page in nor approved it before, as long as the groups of this
    task have somebody like that. A network with a single editor is not stopped by it.
    """

    class Meta:
        verbose_name = _("second reading")
        verbose_name_plural = _("second readings")

    @classmethod
    def get_description(cls) -> Promise:
        return _("Another person reads pages with hard topics or for people under 18. All other pages pass by.")

    def start(self, workflow_state: WorkflowState, user: Any = None) -> TaskState:
        """Pass the page by only when somebody who may approve has just approved it.

        A contributor who takes the hard topics out, after changes were asked for at this step, comes here as well:
        then nobody has read the page as it is now.
        """
        page = workflow_state.content_object.get_latest_revision_as_object()
        if user is None or needs_second_reading(page) or not self._is_reader(user):
            return super().start(workflow_state, user=user)
        return TaskState.objects.create(
            workflow_state=workflow_state,
            revision=page.latest_revision,
            task=self,
            status=TaskState.STATUS_SKIPPED,
            finished_at=timezone.now(),
        )

    def get_actions(self, obj: Any, user: Any) -> list:
        state = obj.current_workflow_state
        if state and not self._may_read_second(state, user):
            return []
        return super().get_actions(obj, user)

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: Any) -> QuerySet[TaskState]:
        states = super().get_task_states_user_can_moderate(user, **kwargs).select_related("workflow_state")
        mine = [state.pk for state in states if self._may_read_second(state.workflow_state, user)]
        return self.task_states.filter(pk__in=mine)

    def _is_reader(self, user: Any) -> bool:
        return bool(user.is_superuser or self._user_in_groups(user))

    def _may_read_second(self, state: WorkflowState, user: Any) -> bool:
        """Whether `user` had no part in it yet, or there is nobody like that."""
        before = {state.requested_by_id} | set(
            state.task_states.filter(status=TaskState.STATUS_APPROVED).values_list("finished_by", flat=True)
        )
        if user.pk not in before:
            return True
        others = get_user_model()._default_manager.filter(is_active=True, groups__in=self.groups.all())
        return not others.exclude(pk__in=[pk for pk in before if pk]).exists()


def needs_second_reading(page: Any) -> bool:
    """Whether two people read `page` before it goes live. What is no page of ours never needs it."""
    return bool(getattr(page, "needs_second_reading", False))


def waits_for_second_reading(page: Any) -> bool:
    """Whether `page` is on its way through a workflow, needs a second reading, and has not had it yet."""
    if not needs_second_reading(page) or not (state := page.current_workflow_state):
        return False
    ahead = SecondReadingTask.objects.filter(active=True, workflow_tasks__workflow=state.workflow)
    return ahead.exclude(task_states__in=state.successful_task_states).exists()
