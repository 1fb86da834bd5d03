"""Where techniques show in the admin."""

from wagtail import hooks

from techniques.admin.technique_list import TechniqueList


@hooks.register("register_admin_viewset")
def technique_list() -> TechniqueList:
    return TechniqueList()
