"""What nobody types by accident, and what somebody types on purpose."""

from urllib.parse import urlencode

from hypothesis import strategies as st

CLASSICS = [
    "", " ", "'", '"', "\x00", "\x00\x00", "%", "%s%d%(x)s", "..", "../../etc/passwd", "..%2f", "//evil.example/",
    "\\", "*", "(", "[", "{{7*7}}", "${7*7}", "' OR 1=1 --", "<script>alert(1)</script>", "javascript:alert(1)",
    "\r\nSet-Cookie: a=b", "\n", "\t", "\x0b", "\x7f", "\x85", "\u2028", "\u202e", "\u200f", "\ufeff", "\ufffe",
    "🏮", "👩‍👩‍👧", "ﷺ", "İ", "ß", "ı", "公园", "حديقة", "०१२", "٣", "-1", "0", "1e309", "NaN", "None", "null",
    "9" * 30, "2" * 5000, "a" * 300, "é" * 3000, "1970-01-01", "9999-12-31T23:59", "true", "[]", "{}",
    "=1+1", "@cmd", "a@b", "a" * 260 + "@example.org", "023 8000 0000",
]  # fmt: skip

#: Any text but halves of letter pairs, which no browser can send; bytes that are no text come with `raw_query`.
text = st.one_of(st.sampled_from(CLASSICS), st.text(max_size=30))

METHODS = st.sampled_from(["GET"] * 12 + ["HEAD", "POST", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "MOO"])

KNOWN_FIELDS = [
    "q", "kind", "topic", "page", "p", "name", "email", "phone", "way", "step", "go", "nonce", "next", "password",
    "return_url", "from", "sent", "mode", "calm", "month", "purpose", "level", "rendition", "preview", "start",
]  # fmt: skip
raw_query = st.sampled_from(
    ["%", "%ED%A0%80=%FF", "&&==&", "q=%00&q=%00", "a[]=1&a[0]=2", "q" * 3000, "=;=;", "%FF" * 50]
)


def fields(names=()):
    """Form fields, the page's own names among them."""
    known = st.sampled_from([*names, *KNOWN_FIELDS])
    return st.lists(st.tuples(st.one_of(known, known, text), text), max_size=6)


queries = st.one_of(st.just(""), fields().map(urlencode), raw_query)

COOKIES = ["sessionid=x", "csrftoken=" + "a" * 5000, "sessionid=\x00; =", "messages=forged"]
HOSTS = [*["localhost", "testserver"] * 5, "evil.example", "a b", "[::1", "localhost:99999"]
HEADERS = st.fixed_dictionaries(
    {},
    optional={
        "HTTP_ACCEPT_LANGUAGE": st.sampled_from(["pl", "ar;q=nope", "x" * 2000, "*", ";;;", "\x00"]),
        "HTTP_COOKIE": st.sampled_from(
            ["sessionid=x", "csrftoken=" + "a" * 5000, "sessionid=\x00; =", "messages=forged"]
        ),
        "HTTP_IF_MODIFIED_SINCE": st.sampled_from(["yesterday", "Thu, 99 Nop 2099 99:99:99 GMT", ""]),
        "HTTP_IF_NONE_MATCH": st.sampled_from(["*", '"', "W/", 'W/"a", "b']),
        "HTTP_RANGE": st.sampled_from(["bytes=0-", "bytes=9-1", "bytes=" + "0-1," * 200, "moo=1"]),
        "HTTP_REFERER": st.sampled_from(["//evil.example", "http://[", "\x00", "javascript:1"]),
        "HTTP_X_FORWARDED_FOR": st.sampled_from(["1.2.3.4, moo", "::1", "x" * 500, "\x00"]),
        "HTTP_X_FORWARDED_PROTO": st.sampled_from(["https", "gopher", ""]),
        "HTTP_HOST": st.sampled_from(
            [*["localhost", "testserver"] * 5, "evil.example", "a b", "[::1", "localhost:99999"]
        ),
        "HTTP_ORIGIN": st.sampled_from(["null", "http://evil.example", "http://["]),
        "HTTP_ACCEPT": st.sampled_from(["application/json", "*/*;q=moo", ""]),
        "HTTP_X_REQUESTED_WITH": st.just("XMLHttpRequest"),
    },
)

FORM = "application/x-www-form-urlencoded"
PARTS = "multipart/form-data; boundary=frontier"
BROKEN_BODIES = [
    ("application/json", b'{"a": '),
    ("application/json", b"\xff\xfe"),
    (FORM, b"%FF%FE=%00&&&="),
    (f"{FORM}; charset=moo", b"a=b"),
    (f"{FORM}; charset=utf-16", b"a=b"),
    (FORM, b"a=1&" * 2000),
    (PARTS, b"no boundary here"),
    (
        PARTS,
        b"--frontier\r\nContent-Disposition: form-data\r\n\r\nx\r\n--frontier--",
    ),
    (
        PARTS,
        b'--frontier\r\nContent-Disposition: form-data; name="name"; filename="../../x\x00"\r\n\r\nx\r\n--frontier--',
    ),
    ("multipart/form-data", b"x"),
    ("text/plain", b"\x00" * 100),
    ("", b"moo"),
]


def bodies(names=()):
    """(content type, body) of forms, whole and broken."""
    form = fields(names).map(lambda pairs: (FORM, urlencode(pairs).encode()))
    return st.one_of(form, form, st.sampled_from(BROKEN_BODIES))
