"""The way of a page from whoever wrote it to its readers: editors approve it, twice where it can hurt.

docs/roles.md says it for people. What the second reading is: `corner.models.second_reading`.
"""

from django.contrib.auth.models import Group
from wagtail.models import GroupApprovalTask, Page, Workflow, WorkflowPage, WorkflowTask

from corner.models import SecondReadingTask

NAME = "Approval"
FIRST, SECOND = "First reading", "Second reading"
#: The workflow that Wagtail begins with, for its moderators.
STOCK = "Moderators approval"


def make_workflow(editors: Group) -> None:
    """The workflow for every page, unless an administrator has chosen another one for all of them.

    Wagtail's own, where it still stands as it came, becomes ours with whatever is on its way in it.
    """
    root = Page.objects.filter(depth=1).first()
    if root is None:
        return
    chosen = WorkflowPage.objects.filter(page=root).select_related("workflow").first()
    if chosen and chosen.workflow.name == STOCK:
        Workflow.objects.filter(pk=chosen.workflow_id).update(name=NAME)
        GroupApprovalTask.objects.filter(name=STOCK, workflow_tasks__workflow=chosen.workflow_id).update(name=FIRST)
        workflow = Workflow.objects.get(pk=chosen.workflow_id)
    elif chosen:
        return
    else:
        workflow = Workflow.objects.filter(name=NAME).first() or Workflow.objects.create(name=NAME)
        WorkflowPage.objects.create(page=root, workflow=workflow)
    for place, (model, name) in enumerate(((GroupApprovalTask, FIRST), (SecondReadingTask, SECOND))):
        task = model.objects.filter(name=name).first() or model.objects.create(name=name)
        task.groups.add(editors)
        WorkflowTask.objects.update_or_create(workflow=workflow, task=task, defaults={"sort_order": place})
