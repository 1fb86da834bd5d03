from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import Column
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from corner.admin.snippet_lists import language_filters
from corner.models import Topic
from library.admin.menu import STORIES_MENU, stories_item

hooks.register("register_admin_menu_item", stories_item)


class TopicViewSet(SnippetViewSet):
    model = Topic
    icon = "tag"
    menu_label = _("Topics")
    menu_order = 30
    menu_hook = STORIES_MENU
    list_display = ["name", Column("description", label=_("In short")), Column("locale", label=_("Language"))]
    filterset_class = language_filters(Topic)


register_snippet(TopicViewSet)
