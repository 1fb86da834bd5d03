"""Wagtail has an address that is an error, for trying out error pages: here it is no address."""


def test_nobody_can_call_for_an_error(client, administrator):
    client.force_login(administrator)
    assert client.get("/admin/failwhale/").status_code == 404
