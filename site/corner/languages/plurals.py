"""Ways to count: the rules that the header of a message catalogue gives (gettext, from Unicode's CLDR).

Written down by hand, because makemessages writes `nplurals=INTEGER` for Somali and Pashto (languages.md).
"""

ALWAYS_THE_SAME = "nplurals=1; plural=0;"
ONE_OR_MORE = "nplurals=2; plural=(n != 1);"
NOUGHT_IS_LIKE_ONE = "nplurals=2; plural=(n > 1);"
ARABIC = "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);"
POLISH = "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);"
ROMANIAN = "nplurals=3; plural=(n==1 ? 0 : (n==0 || (n%100>0 && n%100<20)) ? 1 : 2);"
UKRAINIAN = "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);"
