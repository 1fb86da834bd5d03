"""What staff read where they upload a picture. For staff only, so it is offered to no translator."""

from django.utils.translation import gettext_lazy as _

TOO_HEAVY = _(
    "This file is too big: it has %(size)s, and we take up to %(most)s. "
    "Make the picture smaller on your phone or computer (2000 points wide is plenty) and choose it again."
)
#: Said by a script, which does not know how big the file is.
TOO_HEAVY_FOR_US = _(
    "This file is too big: we take up to %(most)s. "
    "Make the picture smaller on your phone or computer (2000 points wide is plenty) and choose it again."
)
WHAT_WE_TAKE = _(
    "A photo from a phone or a camera, up to %(most)s. We make large ones smaller. "
    "Where and when it was taken is not kept."
)
MADE_SMALLER = _(
    "We made the picture smaller: it had %(before)s points and now has %(after)s. "
    "Where and when it was taken is not kept."
)
DESCRIPTION = _("What it shows, in one sentence, for people who cannot see it. A page may say it in other words.")
