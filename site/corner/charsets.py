"""Which alphabet a request says that it is written in, before Django believes it.

Django decodes the address and the form with whatever the header Content-Type names, if Python knows it. Python knows
"hex", "idna" or "undefined", too: they are no alphabets, and raise where an alphabet only replaces what it does not
know. That happens while the request is made, before any of our code: the visitor gets a bare 500.
"""

import codecs
import re

#: As Python names them. Browsers send UTF-8 from our pages; Django refuses forms in the others with a 400.
ALPHABETS = {"utf-8", "utf-16", "ascii", "iso8859-1", "cp1252"}
_CHARSET = re.compile(r";\s*charset\s*=[^;]*", re.IGNORECASE)


def without_codecs(content_type: str) -> str:
    """The header without a charset that is no alphabet: then it is taken for UTF-8, as one that nobody knows is."""

    def kept(charset: re.Match[str]) -> str:
        try:
            name = codecs.lookup(charset[0].partition("=")[2].strip().strip("\"'")).name
        except (LookupError, ValueError):
            return ""
        return charset[0] if name in ALPHABETS else ""

    return _CHARSET.sub(kept, content_type)
