"""What staff see when they choose a block: an icon, what it is for, and how it will look."""

from io import BytesIO

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.urls import reverse
from PIL import Image as Pillow
from wagtail.admin.icons import get_icons
from wagtail.blocks import RichTextBlock, StreamBlock
from wagtail.documents import get_document_model
from wagtail.fields import StreamField
from wagtail.images import get_image_model

from corner.blocks.words import WordsBlock
from corner.models import BasePage


def offered():
    """Every block that some page offers, by "Page.field.block"."""
    return {
        f"{model.__name__}.{field.name}.{name}": block
        for model in apps.get_models()
        if issubclass(model, BasePage)
        for field in model._meta.get_fields()
        if isinstance(field, StreamField) and isinstance(field.stream_block, StreamBlock)
        for name, block in field.stream_block.child_blocks.items()
    }


@pytest.fixture
def stored(make_technique):
    """One picture, one recording and one page, for the blocks that show such a thing."""
    content = BytesIO()
    Pillow.new("RGB", (400, 300), "#18502F").save(content, "PNG")
    get_image_model().objects.create(title="A bench", file=ContentFile(content.getvalue(), name="bench.png"))
    get_document_model().objects.create(title="Amina", file=ContentFile(b"ID3", name="amina.mp3"))
    make_technique("Lanterns")


def test_every_block_has_an_icon_and_says_what_it_is_for():
    blocks = offered()
    assert len(blocks) > 20
    icons = get_icons()
    assert {
        where: block.meta.icon for where, block in blocks.items() if f'id="icon-{block.meta.icon}"' not in icons
    } == {}
    assert [where for where, block in blocks.items() if not block.get_description()] == []


def preview_of(client, block):
    response = client.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})
    assert response.status_code == 200, block
    return response.content.decode().split("<main", 1)[1]


def test_every_block_can_be_looked_at_before_it_is_chosen(client, administrator, stored):
    client.force_login(administrator)
    shown = {where: preview_of(client, block) for where, block in offered().items() if block.is_previewable}
    assert set(offered()) - set(shown) == set()
    story = {where.rpartition(".")[2]: html for where, html in shown.items() if ".what_happened." in where}
    assert "<img" in story["picture"]
    assert ".mp3" in story["audio"]
    assert "amina" in story["document"]
    assert "Lanterns" in story["related_pages"]


def test_on_a_site_without_files_nothing_breaks(client, administrator, home):
    client.force_login(administrator)
    for block in offered().values():
        preview_of(client, block)


@pytest.mark.parametrize("html", ["", '<p data-block-key="a1b2c"></p>', "<p> </p>", "<p>&nbsp;</p><ul><li></li></ul>"])
def test_a_text_without_a_word_is_no_text(html):
    """An editor leaves an empty paragraph behind: a page could go live that tells nothing."""
    block = WordsBlock()
    with pytest.raises(Exception, match="required"):
        block.clean(block.to_python(html))


def test_every_rich_text_insists_on_words():
    def inside(block):
        children = getattr(block, "child_blocks", {}).values()
        return [block, *(found for child in children for found in inside(child))]

    texts = {
        where: found
        for where, block in offered().items()
        for found in inside(block)
        if isinstance(found, RichTextBlock)
    }
    assert len(texts) > 3
    assert [where for where, block in texts.items() if not isinstance(block, WordsBlock)] == []
