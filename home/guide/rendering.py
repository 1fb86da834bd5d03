"""What makes the Markdown of docs/guide/ at home in the admin: other tasks, pictures and places are found there."""

from xml.etree.ElementTree import Element

from django.templatetags.static import static
from django.urls import reverse
from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor


class _Addresses(Treeprocessor):
    """`other-task.md` becomes its page of the guide, `pictures/…` a static file; `/admin/…` stays as it is."""

    def run(self, root: Element) -> None:
        for link in root.iter("a"):
            target = link.get("href", "")
            if target.endswith(".md"):
                link.set("href", reverse("guide_task", args=[target.removesuffix(".md")]))
        for picture in root.iter("img"):
            picture.set("src", static(f"guide/{picture.get('src', '').removeprefix('pictures/')}"))
            picture.set("loading", "lazy")


class InTheAdmin(Extension):
    """For `markdown.Markdown(extensions=[InTheAdmin()])`."""

    def extendMarkdown(self, md: Markdown) -> None:
        md.treeprocessors.register(_Addresses(md), "in the admin", 0)  # last, when links and pictures are there
