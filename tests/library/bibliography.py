"""Strict readers of RIS and BibTeX, for tests: whatever a real program might stumble over is an error here.

Written from the formats, not from our writer: a program keeps the first record of a file, its tags, and what stands in
its fields once TeX has set it.
"""

import re

RIS_TAGS = {"TY", "TI", "AU", "PB", "PY", "DA", "LA", "UR", "N1", "ER"}
RIS_LINE = re.compile(r"([A-Z][A-Z0-9])  - (.*)")
NOT_PRINTED = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
#: What TeX prints for the commands that may stand in a field.
COMMANDS = {
    "textbackslash": "\\",
    "textbraceleft": "{",
    "textbraceright": "}",
    "textasciicircum": "^",
    "textasciitilde": "~",
}


def read_ris(content):
    """The fields of the one record: {tag: [values]}."""
    text = content.decode("utf-8")
    assert text.endswith("\r\n")
    found = {}
    lines = text.removesuffix("\r\n").split("\r\n")
    for line in lines:
        assert not NOT_PRINTED.search(line), line
        match = RIS_LINE.fullmatch(line)
        assert match, line
        assert match[1] in RIS_TAGS, line
        found.setdefault(match[1], []).append(match[2])
    assert lines[0].startswith("TY  - ")
    assert lines[-1] == "ER  - "
    assert len(found["TY"]) == len(found["ER"]) == len(found["TI"]) == 1
    assert all(value for tag, values in found.items() for value in values if tag != "ER")
    return found


def read_bibtex(content):
    """(kind, key, {field: what is printed}) of the one entry."""
    text = content.decode("utf-8")
    head = re.match(r"@(\w+)\{([a-z0-9-]+),\n", text)
    assert head, text
    place, fields = head.end(), {}
    while not text.startswith("}\n", place):
        name = re.compile(r"  ([a-z]+) = \{").match(text, place)
        assert name, text[place:]
        assert name[1] not in fields
        value, place = _in_braces(text, name.end())
        fields[name[1]] = value if name[1] == "url" else printed(value)
        assert text.startswith(",\n", place), text[place:]
        place += 2
    assert text[place:] == "}\n", "something stands after the entry"
    return head[1], head[2], fields


def _in_braces(text, start):
    """What stands before the brace that closes the field, as BibTeX counts them: a backslash changes nothing."""
    depth = 1
    for place in range(start, len(text)):
        depth += {"{": 1, "}": -1}.get(text[place], 0)
        if depth == 0:
            return text[start:place], place + 1
    raise AssertionError("the field never ends")


def printed(tex):
    """The words as TeX sets them; a sign that would do something else is an error."""
    said, place = [], 0
    while place < len(tex):
        sign = tex[place]
        if sign == "\\":
            command = re.compile(r"\\(?:([a-zA-Z]+)|([#$%&_]))").match(tex, place)
            assert command, tex[place:]
            said.append(COMMANDS[command[1]] if command[1] else command[2])
            place = command.end()
            continue
        assert sign not in "#$%&_^~", f"{sign} in {tex}"
        if sign not in "{}":
            said.append(sign)
        place += 1
    return "".join(said)
