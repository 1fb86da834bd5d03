"""A real browser tells us what our policy stopped."""

import time

from corner.models import PolicyReport


def test_a_script_that_somebody_put_into_a_page_is_stopped_and_told(browser, living_site, db):
    """Not by `visitor`, whose pages may have no violation."""
    context = browser.new_context(base_url=living_site)
    page = context.new_page()
    page.goto("/events/")
    page.evaluate(
        "document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"document.title = 1\">');"
        "const script = document.createElement('script'); script.text = 'document.title = 2';"
        "document.body.append(script)"
    )
    for _ in range(100):
        if PolicyReport.objects.exists():
            break
        time.sleep(0.2)
    assert page.title() not in ("1", "2")
    context.close()
    assert set(PolicyReport.objects.values_list("page", "blocked")) == {("/events/", "inline")}
