"""Blocks of case studies."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from corner.blocks.body import RICH_TEXT


class TechniqueUsedBlock(blocks.StructBlock):
    technique = blocks.PageChooserBlock(page_type="techniques.TechniquePage", label=_("Technique"))
    how_it_went = blocks.CharBlock(max_length=280, required=False, label=_("How it went"))

    class Meta:
        icon = "list-ol"
        label = _("Technique used")
        template = "casestudies/blocks/technique_used.html"
        description = _("A technique, and how it went.")


class FindingBlock(blocks.StructBlock):
    recommendation = blocks.PageChooserBlock(page_type="library.RecommendationPage", label=_("Recommendation"))
    finding = blocks.RichTextBlock(features=RICH_TEXT, label=_("What was found"))

    class Meta:
        icon = "success"
        label = _("What it says about a recommendation")
        template = "casestudies/blocks/finding.html"
        description = _("What was learned that speaks for, or against, a recommendation.")
