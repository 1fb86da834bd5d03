"""Blocks of case studies."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from corner.blocks import previews
from corner.blocks.words import WordsBlock


class TechniqueUsedBlock(blocks.StructBlock):
    technique = blocks.PageChooserBlock(page_type="techniques.TechniquePage", label=_("Technique"))
    how_it_went = blocks.CharBlock(max_length=280, required=False, label=_("How it went"))

    class Meta:
        icon = "list-ol"
        label = _("Technique used")
        template = "casestudies/blocks/technique_used.html"
        description = _("A technique, and how it went.")

    def get_preview_value(self) -> Any:
        technique = previews.newest_page(self.child_blocks["technique"].target_model)
        return self.to_python({"technique": technique, "how_it_went": "Quiet people spoke first."})


class FindingBlock(blocks.StructBlock):
    recommendation = blocks.PageChooserBlock(page_type="library.RecommendationPage", label=_("Recommendation"))
    finding = WordsBlock(label=_("What was found"))

    class Meta:
        icon = "success"
        label = _("What it says about a recommendation")
        template = "casestudies/blocks/finding.html"
        description = _("What was learned that speaks for, or against, a recommendation.")

    def get_preview_value(self) -> Any:
        recommendation = previews.newest_page(self.child_blocks["recommendation"].target_model)
        return self.to_python({"recommendation": recommendation, "finding": "<p>Pay helped people to come.</p>"})
