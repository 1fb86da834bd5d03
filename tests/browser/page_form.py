"""The form of a page in the admin, as people use it."""


def press_more_action(page, name):
    """Press a button of saving: the first stands open, the others in a menu."""
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("button", name=name, exact=True).click()
