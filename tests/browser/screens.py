"""The two screens that everything has to fit: the narrowest phone (WCAG 1.4.10), and a desk. CSS pixels."""

PHONE = {"width": 320, "height": 640}
DESKTOP = {"width": 1280, "height": 900}

#: The window in which staff work: the form of a page with its side panel.
ADMIN = {"width": 1400, "height": 1000}


def sideways(page):
    """How far the page can be scrolled sideways, in CSS pixels; 0 is what everybody wants."""
    page.wait_for_load_state()  # a click returns before the next page has its styles
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
