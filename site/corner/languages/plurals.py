"""How each language counts: the plural rules of the message catalogues (gettext, from Unicode's CLDR).

Written down by hand, because makemessages writes `nplurals=INTEGER` for Somali and Pashto (languages.md).
"""

_TWO = "nplurals=2; plural=(n != 1);"
_ZERO_IS_ONE = "nplurals=2; plural=(n > 1);"

PLURAL_FORMS = {
    "en-gb": _TWO,
    "pl": "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);",
    "ro": "nplurals=3; plural=(n==1 ? 0 : (n==0 || (n%100>0 && n%100<20)) ? 1 : 2);",
    "zh-hans": "nplurals=1; plural=0;",
    "pt": _ZERO_IS_ONE,
    "es": _TWO,
    "fa": _ZERO_IS_ONE,
    "ar": "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);",
    "ur": _TWO,
    "bn": _ZERO_IS_ONE,
    "pa": _ZERO_IS_ONE,
    "hi": _ZERO_IS_ONE,
    "so": _TWO,
    "uk": "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);",
    "ps": _TWO,
}
