"""The steps of a tour, ready for site/static/corner/admin/tour.js."""

import json
import re

from home.guide.places import address_of
from home.guide.tasks import Task


def as_data(task: Task) -> str:
    """As JSON: its title, where it begins and where we are, and its steps as [control, words].

    Empty for a task without a tour. Raises KeyError where a step names a place that there is not.
    """
    if not task.tour:
        return ""
    data = {
        "title": task.title,
        "at": 0,
        "seen": [],
        "start": address_of("home"),
        "steps": [[_with_addresses(step.control), step.words] for step in task.tour],
    }
    return json.dumps(data, ensure_ascii=False)


def _with_addresses(control: str) -> str:
    return re.sub(r"\{([\w-]+)\}", lambda place: address_of(place[1]), control)
