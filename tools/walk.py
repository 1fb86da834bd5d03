"""Somebody who walks through the admin, and what it costs them: clicks, fields, screens, and words they do not know."""

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Locator
    from playwright.sync_api import Page as Tab

#: Words of web builders. Nobody who writes about a tea party should have to know one.
NOT_OURS = re.compile(r"\b(?:snippet|slug|locale)s?\b", re.IGNORECASE)
#: What can be pressed, in the order in which somebody would look for it.
PRESSED = ("menuitem", "link", "button", "tab", "option", "radio", "checkbox")


@dataclass
class Walk:
    """One way through the admin. Each act is a line: `at.press("Events")`, `at.write("title", "Tea")`.

    A click is a press on anything; a field is one that was typed in, chosen from or ticked; a screen is an address that
    came up, the first one counted. Every screen is read once it is there, and after each press.
    """

    tab: "Tab"
    clicks: int = 0
    fields: int = 0
    screens: int = 1
    #: "word: the line it stands in (address)", each once.
    faults: list[str] = field(default_factory=list)

    def press(self, name: str, within: str = "body") -> None:
        """Press what is called so (in full, without its count or star). Raises playwright's TimeoutError."""
        exact = re.compile(rf"^\s*{re.escape(name)}\s*\*?\s*$", re.IGNORECASE)
        place = self.tab.locator(within)
        found = place.get_by_role(PRESSED[0], name=exact)  # type: ignore[arg-type]
        for role in PRESSED[1:]:
            found = found.or_(place.get_by_role(role, name=exact))  # type: ignore[arg-type]
        self.press_on(found)

    def press_on(self, thing: "Locator | str") -> None:
        """Press the first of these that can be seen; for what has no name of its own, such as the first of a list."""
        found = self.tab.locator(thing) if isinstance(thing, str) else thing
        before = self.tab.url
        thing = found.locator("visible=true").first
        is_tab = thing.get_attribute("role") == "tab"
        thing.click()
        if is_tab and thing.get_attribute("aria-selected") != "true":
            thing.click()  # once, on a busy machine, the press after typing opened nothing; why is not known
        self.clicks += 1
        self._arrive(before)

    def write(self, name: str, words: str) -> None:
        """Type into the field of this name in the form."""
        self._field(name).fill(words)
        self.fields += 1

    def write_prose(self, within: str, words: str) -> None:
        """Type into the first editor with bold, links and lists in there, and wait until the form has it.

        It hands over what was typed a quarter of a second later; no person is quicker than that.
        """
        editor = self.tab.locator(f"{within} [contenteditable=true]").first
        editor.click()
        editor.press_sequentially(words)
        self.tab.locator(f"{within} input[type=hidden][value*='{words}']").first.wait_for(state="attached")
        self.fields += 1

    def choose(self, name: str, option: str) -> None:
        """Choose from a list, or one of several round buttons, by its value."""
        chosen = self.tab.locator(f"[name='{name}'][value='{option}']")
        if chosen.count():
            chosen.first.check()
        else:
            self._field(name).select_option(option)
        self.fields += 1

    def pick(self, name: str, title: str) -> None:
        """Choose a page or a thing in the window that the form opens for it: two presses and one field."""
        panels = self.tab.locator(f"[id$='-{name}-section'], [data-contentpath='{name}']")
        panel = panels.locator("visible=true").first  # a date has fields of the same name, folded away
        self.press_on(panel.get_by_role("button", name=re.compile("^Choose")))
        self.press_on(self.tab.locator(".modal").get_by_role("link", name=title))
        self.tab.locator(".modal").wait_for(state="detached")
        self.fields += 1

    def upload(self, name: str, file: Any) -> None:
        """Give a file to the field of this name."""
        self.tab.locator(f"[name='{name}']").first.set_input_files(file)  # the admin draws a prettier one over it
        self.fields += 1

    def sees(self, words: str) -> None:
        """Wait until these words are on the screen: the end of the way. Raises playwright's TimeoutError."""
        self.tab.get_by_text(words).locator("visible=true").first.wait_for()
        self.read()

    def read(self) -> None:
        """Note every word that people should not have to know."""
        text = self.tab.evaluate("document.body.innerText")
        for line in text.splitlines():
            if word := NOT_OURS.search(line):
                fault = (
                    f"{word[0]}: “{line.strip()[:100]}” ({re.sub(r'[0-9]+', '…', self.tab.url.partition('/admin')[2])})"
                )
                if fault not in self.faults:
                    self.faults.append(fault)

    def _field(self, name: str) -> "Locator":
        """The first of this name that can be seen, or will be; some forms put a name of their own in front of it."""
        exact = self.tab.locator(f"form [name='{name}']")
        prefixed = self.tab.locator(f"form [name$='-{name}']")
        return (exact if exact.count() else prefixed).locator("visible=true").first

    def _arrive(self, before: str) -> None:
        self.tab.wait_for_load_state("networkidle")
        if self.tab.url.partition("#")[0] != before.partition("#")[0]:
            self.screens += 1
        self.read()
