"""What nobody types by accident, and what somebody types on purpose."""

import gzip
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

AWAY = ["//evil.example/", "https://evil.example/", "/\\evil.example", "https:evil.example", "\t//evil.example"]
#: Each tries to become a part of a page, of a header or of a file (`judging` looks for its mark).
SCRIPTS = [
    "<script>zqxwjvkq()</script>", '"><zqxwjvkq a="', "'><zqxwjvkq a='", "</title><zqxwjvkq>",
    "</textarea><zqxwjvkq>", "</script><zqxwjvkq>",
    "--><zqxwjvkq>", "]]><zqxwjvkq/>", "javascript:zqxwjvkq()", "java\tscript:zqxwjvkq()",
    "data:text/html,<zqxwjvkq>", '" onfocus="zqxwjvkq()" b="',
    "' onfocus='zqxwjvkq()", "&lt;zqxwjvkq&gt;", "\\u003czqxwjvkq\\u003e", "+ADw-zqxwjvkq+AD4-",
    "<svg/onload=zqxwjvkq()>", "\r\nZqx: 1",
    "%0d%0aZqx:%201", "\r\n\r\n<zqxwjvkq>", "x\nzqxwjvkq:1", "{{ 7919|add:7907 }}", "{{7919*7907}}", "${7919*7907}",
    "{% debug %}",
    "<%= 7919*7907 %>", *AWAY,
]  # fmt: skip
QUERIES_IN_IT = [
    "' OR 'zqxwjvkq'='zqxwjvkq", '" OR 1=1 --', "1; DROP TABLE events_signup --",
    "') UNION SELECT email FROM events_signup --",
    "1 AND pg_sleep(0)", "%' ESCAPE '\\", "a\\", "to_tsquery('&|!')", "& | ! <-> :*", "NEAR(a b)", '"a" OR',
    "col:zqxwjvkq*", "-", "^a",
]  # fmt: skip
NUMBERS = [
    "2147483648", "-2147483649", "9223372036854775807", "9223372036854775808", "-9223372036854775809",
    "18446744073709551616", "1e400", "-0", "0x10", "1_000", "½", "１２", "²", "1.5", "+1", " 1", "9" * 400, "infinity",
]  # fmt: skip
#: Days and hours that are not, that were twice, and at which calendars end. (Clocks change on the last Sundays.)
MOMENTS = [
    "0000-00-00", "0000-01-01", "0001-01-01", "9999-12-31", "10000-01-01", "2026-02-29", "2028-02-29", "2027-03-28",
    "2027-03-28T01:30", "2026-10-25T01:30", "1:30", "25:61", "24:00", "9999-12-31T23:59:59+14:00",
    "0001-01-01T00:00-14:00",
    "2026-13", "0000-00", "2026-00", "9999-12", "0001-01", "10000-01", "2026-1", "today", "29/02/2026", "31/04/2026",
]  # fmt: skip
STORMS = [
    "Z̴̨̛a̵̢" * 40, "a" + "\u0301" * 500, "\u202e\u2066txt.exe", "\u2069" * 50, "\u200d" * 90,
    "\U000e0001\U0010ffff", "ￜ\ufdd0",
    "\ud7ff\ue000", "ﬀ" * 60, "𝕏" * 80, "\x1b[31m", "\x08\x00\x1f", "\u0000\u0001", "🏴" * 60, "ﷺ" * 400, "\x9f",
    "ß" * 200, "I\u0307",
]  # fmt: skip
#: Words that stand in what is planted about people (`planted`), whole and nearly.
NOSY = [
    "qorvalname", "qorvalnam", "qorvalmail@example.net", "qorvaldraft", "qorvaldraf", "Qorvalrestricted", "qorval",
    "917 263",
]  # fmt: skip

#: What nobody sends twice a minute, but sends.
huge = st.sampled_from(
    ["a" * 100_000, "<zqxwjvkq>" * 9_000, "é" * 50_000, "(" * 9_000, "1" * 100_000, "\r\n" * 5_000, "%" * 9_000]
)

#: Any text but halves of letter pairs, which no browser can send; bytes that are no text come with `raw_query`.
text = st.one_of(
    st.sampled_from(CLASSICS),
    st.text(max_size=30),
    st.sampled_from(SCRIPTS),
    st.sampled_from([*QUERIES_IN_IT, *NUMBERS, *MOMENTS, *STORMS, *NOSY]),
)
#: The same, and one in some dozens far too long for any field.
values = st.one_of(*[text] * 24, huge)

METHODS = st.sampled_from(["GET"] * 12 + ["HEAD", "POST", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "MOO"])

KNOWN_FIELDS = [
    "q", "kind", "topic", "page", "p", "name", "email", "phone", "way", "step", "go", "nonce", "next", "password",
    "return_url", "from", "sent", "mode", "calm", "month", "purpose", "level", "rendition", "preview", "start",
    "ordering", "order", "order_by", "export", "id", "ids", "format", "fields", "type", "locale", "slug", "limit",
    "offset",
    "per_page", "status", "child_of", "translation_of", "translation_key", "reason", "area", "stage", "day", "date",
    "until",
]  # fmt: skip
raw_query = st.sampled_from(
    [
        *("%", "%ED%A0%80=%FF", "&&==&", "q=%00&q=%00", "a[]=1&a[0]=2", "q" * 3000, "=;=;", "%FF" * 50),
        *("q=%", "q=%zz", "q=%ED%BF%BF", "p=1&p=2&p=%FE", "page=%C0%AE", "a=1&" * 500, "a&" * 1200, "=" * 900),
    ]
)


def fields(names=()):
    """Form fields, the page's own names among them."""
    known = st.sampled_from([*names, *KNOWN_FIELDS])
    return st.lists(st.tuples(st.one_of(known, known, text), values), max_size=6)


#: No more than the servers in front let through: gunicorn takes a line of 4 KB, nginx of 8.
LONGEST_QUERY = 8_000
LEADING = ["next", "return_url", "redirect_to", "url", "go"]


def queries_of(names=()):
    """What stands behind the question mark, with the names that are known there."""
    pairs = fields(names).map(lambda pairs: urlencode(pairs)[:LONGEST_QUERY])
    away = st.tuples(st.sampled_from(LEADING), st.sampled_from(AWAY)).map(lambda pair: urlencode([pair]))
    return st.one_of(st.just(""), pairs, pairs, raw_query, away)


queries = queries_of()

HEADERS = st.fixed_dictionaries(
    {},
    optional={
        "HTTP_ACCEPT_LANGUAGE": st.sampled_from(["pl", "ar;q=nope", "x" * 2000, "*", ";;;", "\x00", "<zqxwjvkq>"]),
        "HTTP_COOKIE": st.sampled_from(
            [
                *("sessionid=x", "csrftoken=" + "a" * 5000, "sessionid=\x00; =", "messages=forged", "=;=;" * 90),
                *(
                    "sessionid=" + "é" * 90,
                    'messages="W1siX19qc29uX21lc3NhZ2UiLDAsMjAsIjx6cXg+Il1d:x:y"',
                    "csrftoken=<zqxwjvkq>",
                ),
            ]
        ),
        "HTTP_IF_MODIFIED_SINCE": st.sampled_from(
            ["yesterday", "Thu, 99 Nop 2099 99:99:99 GMT", "", "Mon, 01 Jan 0000 00:00:00 GMT"]
        ),
        "HTTP_IF_UNMODIFIED_SINCE": st.sampled_from(["yesterday", "Mon, 01 Jan 9999 00:00:00 GMT"]),
        "HTTP_IF_NONE_MATCH": st.sampled_from(["*", '"', "W/", 'W/"a", "b', '"' * 3000]),
        "HTTP_IF_MATCH": st.sampled_from(["*", '"a"', ","]),
        "HTTP_RANGE": st.sampled_from(
            ["bytes=0-", "bytes=9-1", "bytes=" + "0-1," * 200, "moo=1", "bytes=-" + "9" * 30]
        ),
        "HTTP_REFERER": st.sampled_from(
            ["//evil.example", "http://[", "\x00", "javascript:zqxwjvkq()", "http://localhost/<zqxwjvkq>"]
        ),
        "HTTP_USER_AGENT": st.sampled_from(["", "<zqxwjvkq>", "\x00", "a" * 9000]),
        "HTTP_X_FORWARDED_FOR": st.sampled_from(["1.2.3.4, moo", "::1", "x" * 500, "\x00", "'--", "," * 500]),
        "HTTP_X_FORWARDED_HOST": st.sampled_from(["evil.example", "a b", "<zqxwjvkq>"]),
        "HTTP_X_FORWARDED_PROTO": st.sampled_from(["https", "gopher", "", "<zqxwjvkq>"]),
        "HTTP_X_FORWARDED_PORT": st.sampled_from(["99999", "zqxwjvkq"]),
        "HTTP_X_HTTP_METHOD_OVERRIDE": st.sampled_from(["DELETE", "MOO"]),
        "HTTP_X_ORIGINAL_URL": st.sampled_from(["/admin/", "//evil.example"]),
        "HTTP_HOST": st.sampled_from(
            [
                *["localhost", "testserver"] * 12,
                "evil.example",
                "a b",
                "[::1",
                "localhost:99999",
                "localhost.evil.example",
            ]
        ),
        "HTTP_ORIGIN": st.sampled_from(["null", "http://evil.example", "http://["]),
        "HTTP_ACCEPT": st.sampled_from(["application/json", "*/*;q=moo", "", "text/html;" * 300]),
        "HTTP_ACCEPT_ENCODING": st.sampled_from(["gzip", "br;q=x", "*"]),
        "HTTP_AUTHORIZATION": st.sampled_from(["Basic Og==", "Basic ////", "Bearer zqxwjvkq", "Bearer \xe9"]),
        "HTTP_X_REQUESTED_WITH": st.just("XMLHttpRequest"),
        "HTTP_X_REQUEST_ID": st.sampled_from(["<zqxwjvkq>", "a" * 900, "00000000-0000-4000-8000-000000000000"]),
    },
)

FORM = "application/x-www-form-urlencoded"
PARTS = "multipart/form-data; boundary=frontier"
#: Python knows them all, and some are no alphabets.
CHARSETS = [
    "hex",
    "base64",
    "zip",
    "rot13",
    "idna",
    "punycode",
    "undefined",
    "unicode_escape",
    "utf-16",
    "cp037",
    "moo",
]
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
    ("application/json", b"[" * 3000),
    ("application/json", b'{"csp-report": {"document-uri": "<zqxwjvkq>", "blocked-uri": 7}}'),
    ("application/csp-report", b'{"csp-report": [1, null]}'),
    ("application/csp-report", b'{"csp-report": {"blocked-uri": "' + b"a" * 50_000 + b'"}}'),
    ("application/reports+json", b'[{"type": "csp-violation", "body": null}, 7, "\xc3"]'),
    ("application/json", b"1" * 5000),
    ("application/json", b'"\\ud800"'),
    ("application/xml", b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'),
    (FORM, gzip.compress(b"name=a")),
    (FORM, b"a=%"),
    (FORM, b"a" * 100_000 + b"=1"),
    (FORM, b"a=1&" * 12_000),
    (f"{FORM}; charset=utf-7", b"name=+ADw-zqxwjvkq+AD4-"),
    *((f"{kind}; charset={charset}", b"--frontier--") for kind in (FORM, PARTS, "text/plain") for charset in CHARSETS),
    ("multipart/form-data; boundary=" + "f" * 300, b"--f"),
    ("multipart/form-data; boundary=\xe9", b"--\xe9\r\n"),
    (PARTS, b"--frontier\r\n" + b"X: " + b"a" * 20_000 + b"\r\n\r\nx\r\n--frontier--"),
    (PARTS, b'--frontier\r\nContent-Disposition: form-data; name="name"\r\n\r\nx'),
    (PARTS, b'--frontier\r\nContent-Disposition: form-data; name="name"\r\n\r\nx\r\n' * 1100 + b"--frontier--"),
    (
        PARTS,
        b'--frontier\r\nContent-Disposition: form-data; name="name"\r\nContent-Transfer-Encoding: base64\r\n\r\n'
        b"x===\r\n--frontier--",
    ),
    (
        PARTS,
        b"--frontier\r\nContent-Disposition: form-data; name=\"name\"; filename*=utf-9''%ff\r\n\r\nx\r\n--frontier--",
    ),
    (
        PARTS,
        b'--frontier\r\nContent-Disposition: form-data; name="file"; filename="<zqxwjvkq>.svg"\r\n'
        b"Content-Type: image/svg+xml"
        b"\r\n\r\n<svg onload='zqxwjvkq()'/>\r\n--frontier--",
    ),
]


def bodies(names=()):
    """(content type, body) of forms, whole and broken."""
    form = fields(names).map(lambda pairs: (FORM, urlencode(pairs).encode()))
    return st.one_of(form, form, st.sampled_from(BROKEN_BODIES))
