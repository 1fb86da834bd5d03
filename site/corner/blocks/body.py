"""The blocks of a page body. Each has an icon, a description and a preview for the person who chooses it.

Left out on purpose: raw HTML and tables, because wagtail-localize leaves them in English without a word (#302, #888).
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock

from corner.blocks import previews
from corner.blocks.shared import SharedCharBlock
from corner.blocks.words import WordsBlock


class HeadingBlock(blocks.StructBlock):
    text = blocks.CharBlock(max_length=120, label=_("Heading"))
    level = blocks.ChoiceBlock(
        choices=[("h2", _("Heading")), ("h3", _("Smaller heading"))], default="h2", label=_("Size")
    )

    class Meta:
        icon = "title"
        label = _("Heading")
        template = "blocks/heading.html"
        description = _("Says what the next part is about. A smaller heading goes below a heading.")
        preview_value = {"text": "What happened next", "level": "h2"}


class ParagraphBlock(WordsBlock):
    class Meta:
        icon = "pilcrow"
        label = _("Text")
        template = "blocks/paragraph.html"
        description = _("Up to three short sentences. Bold, links and lists are possible.")
        preview_value = "<p>We met at small tables. Everybody had time to speak.</p>"


class QuoteBlock(blocks.StructBlock):
    #: Taken out of the original, it is gone from every translation at once (corner/languages/shared_blocks.py).
    goes_with_original = True

    quote = blocks.TextBlock(label=_("Words"))
    attribution = blocks.CharBlock(
        max_length=120,
        required=False,
        label=_("Who said it"),
        help_text=_("As they want to be named, or: a participant."),
    )
    consent = blocks.BooleanBlock(
        label=_("They agreed that we publish these words"), help_text=_("Tick only if you have it on record.")
    )

    class Meta:
        icon = "openquote"
        label = _("Quote")
        template = "blocks/quote.html"
        description = _("Somebody's own words, published with their consent.")
        preview_value = {"quote": "I felt that people listened.", "attribution": "A participant", "consent": True}


class StepsBlock(blocks.StructBlock):
    steps = blocks.ListBlock(blocks.TextBlock(label=_("Step")), label=_("Steps"), min_num=1)

    class Meta:
        icon = "list-ol"
        label = _("Steps")
        template = "blocks/steps.html"
        description = _("Things to do, one after the other.")
        preview_value = {"steps": ["Welcome everybody.", "Say what will happen."]}


class ChecklistBlock(blocks.StructBlock):
    items = blocks.ListBlock(blocks.CharBlock(max_length=200, label=_("Item")), label=_("Items"), min_num=1)

    class Meta:
        icon = "tasks"
        label = _("Checklist")
        template = "blocks/checklist.html"
        description = _("Things to have or to check, in any order. It prints with boxes to tick.")
        preview_value = {"items": ["A room with a door", "Paper and pens"]}


class KeyFactBlock(blocks.StructBlock):
    fact = blocks.CharBlock(max_length=60, label=_("Fact"), help_text=_("A number or a few words."))
    meaning = blocks.CharBlock(max_length=200, label=_("What it means"))

    class Meta:
        icon = "pick"
        label = _("Key fact")
        template = "blocks/key_fact.html"
        description = _("One number or phrase that people should remember.")
        preview_value = {"fact": "About 85 people", "meaning": "helped to write the report."}


class DoAndDontBlock(blocks.StructBlock):
    do = blocks.ListBlock(blocks.CharBlock(max_length=200, label=_("Do")), label=_("Do"), min_num=1)
    dont = blocks.ListBlock(blocks.CharBlock(max_length=200, label=_("Do not")), label=_("Do not"), min_num=1)

    class Meta:
        icon = "success"
        label = _("Do and do not")
        template = "blocks/do_and_dont.html"
        description = _("What helps, and what to avoid, side by side.")
        preview_value = {"do": ["Ask people what they need."], "dont": ["Do not guess."]}


class PictureBlock(blocks.StructBlock):
    image = ImageBlock(label=_("Picture"))
    caption = blocks.CharBlock(max_length=200, required=False, label=_("Caption"))

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "blocks/picture.html"
        description = _("A picture with words for people who cannot see it.")

    def get_preview_value(self) -> Any:
        return self.to_python({"image": previews.newest_picture(), "caption": "Two people plan a garden."})


class AudioBlock(blocks.StructBlock):
    title = blocks.CharBlock(max_length=120, label=_("Title"))
    recording = DocumentChooserBlock(label=_("Recording (MP3)"))
    transcript = blocks.TextBlock(label=_("What is said"), help_text=_("Every word, for people who cannot hear it."))

    class Meta:
        icon = "media"
        label = _("Recording")
        template = "blocks/audio.html"
        description = _("A recording, with everything that is said. It never plays by itself.")

    def get_preview_value(self) -> Any:
        return self.to_python(
            {
                "title": "Amina tells how it began",
                "recording": previews.newest_file(".mp3"),
                "transcript": "We met in the library. There were six of us.",
            }
        )


class VideoLinkBlock(blocks.StructBlock):
    title = blocks.CharBlock(max_length=120, label=_("Title"))
    url = blocks.URLBlock(label=_("Address"))
    picture = ImageBlock(required=False, label=_("Picture"))
    length = blocks.CharBlock(max_length=40, required=False, label=_("How long"), help_text=_("Such as: 4 minutes."))

    class Meta:
        icon = "media"
        label = _("Video")
        template = "blocks/video_link.html"
        description = _("A picture and a plain link: nothing is loaded from elsewhere until somebody chooses it.")
        preview_value = {"title": "What is coproduction?", "url": "https://example.org/film", "length": "4 minutes"}

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if not cleaned["url"].startswith(("https://", "http://")):
            raise blocks.StructBlockValidationError(
                block_errors={"url": ValidationError(_("Write an address that begins with https://"))}
            )
        return cleaned


class DocumentBlock(blocks.StructBlock):
    document = DocumentChooserBlock(label=_("File"))
    title = blocks.CharBlock(max_length=120, label=_("Title"))

    class Meta:
        icon = "doc-full"
        label = _("File to download")
        template = "blocks/document.html"
        description = _("A file. Readers see its kind and size first.")

    def get_preview_value(self) -> Any:
        return self.to_python({"document": previews.newest_file(), "title": "What we agreed"})


class CalloutBlock(blocks.StructBlock):
    title = blocks.CharBlock(max_length=120, required=False, label=_("Title"))
    text = WordsBlock(label=_("Text"))

    class Meta:
        icon = "warning"
        label = _("Note")
        template = "blocks/callout.html"
        description = _("Something that should not be missed.")
        preview_value = {"title": "Do you get benefits?", "text": "<p>Ask us first. We can help.</p>"}


class ExpandableBlock(blocks.StructBlock):
    title = blocks.CharBlock(max_length=120, label=_("Title"))
    text = WordsBlock(label=_("Text"))

    class Meta:
        icon = "arrow-down"
        label = _("More to open")
        template = "blocks/expandable.html"
        description = _("Details that open on demand. Never hide what everybody needs.")
        preview_value = {"title": "How was this decided?", "text": "<p>We voted with dots.</p>"}


class RelatedPagesBlock(blocks.StructBlock):
    pages = blocks.ListBlock(blocks.PageChooserBlock(label=_("Page")), label=_("Pages"), min_num=1)

    class Meta:
        icon = "link"
        label = _("Pages to read next")
        template = "blocks/related_pages.html"
        description = _("Links to pages of this site, in the reader's language.")

    def get_preview_value(self) -> Any:
        return self.to_python({"pages": [previews.newest_page()]})


class SupportLinkBlock(blocks.StructBlock):
    name = blocks.CharBlock(max_length=120, label=_("Name"))
    what = blocks.CharBlock(max_length=200, label=_("What they do"))
    phone = SharedCharBlock(max_length=30, required=False, label=_("Phone"))
    url = blocks.URLBlock(required=False, label=_("Website"))

    class Meta:
        icon = "help"
        label = _("Where to find help")
        template = "blocks/support_link.html"
        description = _("Somebody to talk to about a hard topic.")
        preview_value = {"name": "Samaritans", "what": "Free for everyone, day and night.", "phone": "116 123"}


COMMON_BLOCKS: list[tuple[str, blocks.Block]] = [
    ("heading", HeadingBlock()),
    ("paragraph", ParagraphBlock()),
    ("quote", QuoteBlock()),
    ("steps", StepsBlock()),
    ("checklist", ChecklistBlock()),
    ("key_fact", KeyFactBlock()),
    ("do_and_dont", DoAndDontBlock()),
    ("picture", PictureBlock()),
    ("audio", AudioBlock()),
    ("video_link", VideoLinkBlock()),
    ("document", DocumentBlock()),
    ("callout", CalloutBlock()),
    ("expandable", ExpandableBlock()),
    ("related_pages", RelatedPagesBlock()),
    ("support_link", SupportLinkBlock()),
]
