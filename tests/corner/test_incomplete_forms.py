"""A page sent without what the editor's script counts (found by tests/sweeps/test_hostile_staff.py)."""

from django.urls import reverse


def test_staff_are_told_and_nothing_is_kept(client, administrator, home):
    client.force_login(administrator)
    add = reverse("wagtailadmin_pages:add", args=["library", "informationpage", home.pk])
    answer = client.post(add, {"title": "Help", "slug": "help", "intro": "Tea."})
    assert answer.status_code == 400
    assert "did not arrive whole" in answer.content.decode()
    assert not home.get_children().exists()
