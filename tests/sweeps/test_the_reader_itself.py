"""The sweeps see what they look for: a page that does everything wrong."""

from tests.sweeps.reading import Page

BAD = """<!doctype html><html lang="en" dir="ltr"><head><title>Bad</title>
<link rel="stylesheet" href="https://cdn.example/x.css"><script>alert(1)</script></head>
<body onload="x()"><h1 id="a">One</h1><h3 id="a" style="color: red">Three</h3><svg><title>drawn</title></svg>
<img src="//media.example/a.webp" srcset="/a.webp 480w, https://media.example/b.webp 960w">
<form action="https://evil.example/"><input name="name" id="n"><label for="e">E-mail</label><input id="e" name="email">
<label>Phone <input name="phone"></label><input type="hidden" name="token"></form></body></html>"""


def test_it_sees_what_is_wrong():
    page = Page(BAD)
    assert page.title == "Bad"
    assert page.headings == [1, 3]
    assert page.ids == ["a", "a", "n", "e"]
    assert page.unlabelled == ["name"]
    assert page.actions == ["https://evil.example/"]
    assert page.fetched == [
        "https://cdn.example/x.css",
        "//media.example/a.webp",
        "/a.webp",
        "https://media.example/b.webp",
    ]
    assert page.scripts == [{}]
    assert page.attributes("html") == {"lang": "en", "dir": "ltr"}
    assert "onload" in page.attributes("body")
