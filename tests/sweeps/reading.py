"""Reading a page the way a browser does, as far as the sweeps ask."""

from html.parser import HTMLParser

#: Attributes with which a page makes a browser fetch something, and links that only lead somewhere.
FETCHES = ("src", "srcset", "poster", "data", "background")
FETCHING_LINKS = {
    "stylesheet",
    "icon",
    "preload",
    "modulepreload",
    "prefetch",
    "preconnect",
    "dns-prefetch",
    "manifest",
}
#: Inputs that need no label of their own.
UNLABELLED = {"hidden", "submit", "button", "image", "reset"}
#: Attributes whose words a reader hears or sees.
SPOKEN = ("alt", "aria-label", "placeholder", "title")
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


class Page(HTMLParser):
    """What a page holds: tags, ids, the title, what it fetches, where its forms go, which inputs have labels.

    `words` are its texts, each with the language that it is marked as.
    """

    def __init__(self, html):
        super().__init__()
        self.tags = []
        self.ids = []
        self.title = ""
        self.fetched = []
        self.actions = []
        self.inputs = []
        self.label_for = set()
        self.headings = []
        self.scripts = []
        self.words = []
        self._open = []
        self._languages = []  # of each open tag
        self._in_title = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        self.tags.append((tag, found))
        if "id" in found:
            self.ids.append(found["id"])
        self._in_title = tag == "title" and "svg" not in self._open
        language = found.get("lang") or (self._languages[-1] if self._languages else "")
        self.words += [(language, found[name]) for name in SPOKEN if found.get(name)]
        if tag not in VOID:
            self._open.append(tag)
            self._languages.append(language)
        if tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
            self.headings.append(int(tag[1]))
        if tag == "label" and "for" in found:
            self.label_for.add(found["for"])
        if tag == "form":
            self.actions.append(found.get("action", ""))
        if tag == "script":
            self.scripts.append(found)
        if tag == "link" and FETCHING_LINKS & set(found.get("rel", "").split()):
            self.fetched.append(found.get("href", ""))
        for name in FETCHES:
            if found.get(name) and not (tag == "object" and name == "data"):
                self.fetched += [part.split()[0] for part in found[name].split(",") if part.split()]
        if tag in ("input", "select", "textarea") and found.get("type") not in UNLABELLED:
            named = "label" in self._open or "aria-label" in found or "aria-labelledby" in found
            self.inputs.append((found.get("id"), found.get("name"), named))

    def handle_endtag(self, tag):
        self._in_title = False
        if tag in self._open:
            while self._open.pop() != tag:
                self._languages.pop()
            self._languages.pop()

    def handle_data(self, data):
        if self._in_title:
            self.title += data
        if data.strip() and not {"script", "style", "title"} & set(self._open[-1:]):
            self.words.append((self._languages[-1] if self._languages else "", data.strip()))

    @property
    def unlabelled(self):
        """Inputs that a screen reader could not name."""
        return [name for key, name, named in self.inputs if not named and key not in self.label_for]

    def attributes(self, tag):
        return next((found for name, found in self.tags if name == tag), {})
