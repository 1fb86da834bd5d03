"""A group of rare fields inside a row of a list, folded away. Wagtail folds only what stands at the top of a tab."""

from typing import Any

from wagtail.admin.panels import MultiFieldPanel


class FoldedPanel(MultiFieldPanel):
    """Works without JavaScript, and stands open where something in it was refused."""

    class BoundPanel(MultiFieldPanel.BoundPanel):
        template_name = "corner/admin/folded_panel.html"

        def __init__(self, **kwargs: Any) -> None:
            super().__init__(**kwargs)
            # The heading is the line to unfold it by; Wagtail would write it once more above.
            self.summary, self.heading = self.panel.heading, ""

        def is_open(self) -> bool:
            """Whether a field in it was refused."""
            names = self.panel.get_form_options().get("fields", [])
            return bool(self.form and self.form.is_bound and set(names) & set(self.form.errors))
