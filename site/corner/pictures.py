"""Pictures in pages: small files made beforehand, shown as `<picture>`, and never the reason for a page to fail.

A public request makes no picture and does not ask the store: with the store down that was an error page, with the
store hanging two minutes of waiting (safety.md 4). What has not been made is left out (design.md, rule 6). Pictures
are made when staff upload or change one, when a page that uses one is published, and by the worker, which mends what
failed then.
"""

import logging
from collections.abc import Iterable
from datetime import timedelta
from typing import Any, NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model, Q, QuerySet
from django.db.models.signals import post_delete, post_save
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from wagtail.images import get_image_model
from wagtail.images.models import Filter
from wagtail.models import Page, ReferenceIndex
from wagtail.signals import page_published

from corner import failures, jobs, reviews
from corner.media import StoreAway

logger = logging.getLogger(__name__)

LAZY = mark_safe(' loading="lazy" decoding="async"')
#: The one picture at the top of a page: on a desk the largest thing that is seen first.
FIRST = mark_safe(' fetchpriority="high"')


class Size(NamedTuple):
    """One way of showing a picture: the AVIF files for it, narrow to wide; one JPEG for browsers that know no AVIF; and
    how wide it is on the page.

    Measured (docs/pictures.md): AVIF is a third smaller than WebP and JPEG, which differ little.
    """

    files: tuple[str, ...]
    plain: str
    on_page: str


def _avif(*sizes: str) -> tuple[str, ...]:
    return tuple(f"{size}|format-avif" for size in sizes)


#: What is shown beside a link elsewhere, by programs of which some know JPEG only.
SHARED = "width-960|format-jpeg"
#: Every size that a template may ask for. A browser takes the file that fits its screen. What is cut to a square is cut
#: around the part that staff marked (Wagtail's focal point), else around its middle.
SIZES = {
    # the head of a page: a square, cut to the section's quarter
    "fill-704x704": Size(
        _avif("fill-352x352", "fill-704x704"), "fill-352x352|format-jpeg", "(min-width: 56em) 22rem, 6rem"
    ),
    # in the text
    "width-960": Size(_avif("width-480", "width-960"), SHARED, "(min-width: 62em) 60rem, 100vw"),
    # beside a link to a film
    "width-640": Size(_avif("width-480", "width-960"), SHARED, "(min-width: 42em) 40rem, 100vw"),
    # easy read
    "fill-288x288": Size(_avif("fill-288x288"), "fill-288x288|format-jpeg", "9rem"),
}
ALL_FILES = tuple(dict.fromkeys(file for size in SIZES.values() for file in (*size.files, size.plain)))


# --- Showing ------------------------------------------------------------------------------------------------


def picture(image: Any, size: str, alt: str = "", lazy: bool = True, classes: str = "") -> SafeString | str:
    """The `<picture>` of `image` at one of SIZES; an empty string when there is none or it cannot be had.

    One query, none after `Picture.objects.prefetch_renditions(*ALL_FILES)`. Raises KeyError for another size: nobody
    would make it.
    """
    wanted = SIZES[size]
    if not image or image.is_withheld:  # a preview knows an empty text only
        return ""
    try:
        return _tag(image, wanted, alt, lazy, classes)
    except Exception as error:  # what stores and their clients raise has no common name; the page goes on without
        logger.warning("Picture %s is left out: %s", image.pk, failures.describe(error))
        return ""


def _tag(image: Any, wanted: Size, alt: str, lazy: bool, classes: str) -> SafeString | str:
    specs = (*wanted.files, wanted.plain)
    made = {spec.spec: file for spec, file in image.find_existing_renditions(*map(Filter, specs)).items()}
    plain = made.pop(wanted.plain, None)
    by_width = {file.width: file for file in sorted(made.values(), key=lambda file: file.width)}
    shown = plain or next(reversed(by_width.values()), None)
    if shown is None:
        return ""
    files = format_html_join(", ", "{} {}w", ((file.url, width) for width, file in by_width.items()))
    small = format_html('<source type="image/avif" srcset="{}" sizes="{}">', files, wanted.on_page) if files else ""
    return format_html(
        '<picture>{}<img{} src="{}" alt="{}" width="{}" height="{}"{}></picture>',
        small,
        format_html(' class="{}"', classes) if classes else "",
        shown.url,
        alt,
        shown.width,
        shown.height,
        LAZY if lazy else FIRST,
    )


def file_to_share(image: Any) -> Any | None:
    """The file of `image` that other programs show beside a link; None where there is none yet or it cannot be had.

    No query more than the page's own picture takes: that one is found at the same time.
    """
    if not image or image.is_withheld:
        return None
    try:
        found = image.find_existing_renditions(*(Filter(spec=file) for file in ALL_FILES))
        image.prefetched_renditions = list(found.values())
        shared = next((file for spec, file in found.items() if spec.spec == SHARED), None)
        return shared if shared is not None and shared.url else None
    except Exception as error:  # as above
        logger.warning("Picture %s is left out: %s", image.pk, failures.describe(error))
        return None


# --- Making -------------------------------------------------------------------------------------------------


def make_files(image: Any) -> None:
    """Make every file of a picture that is not there yet, one after the other (three at once took the memory).

    None of a picture that may not be shown: those that it has are deleted. A picture that cannot be read is written
    down and left. Raises StoreAway when the store cannot be reached: then there is no sense in going on with others.
    """
    if image.is_withheld:
        image.renditions.all().delete()
        return
    found = image.find_existing_renditions(*(Filter(spec=file) for file in ALL_FILES))
    made = {found_filter.spec for found_filter in found}
    for file in ALL_FILES:
        if file in made:
            continue
        try:
            image.get_rendition(file)
        except Exception as error:
            if away := store_away(error):
                raise away from error
            logger.error("Picture %s cannot be made as %s: %s", image.pk, file, failures.describe(error))


def store_away(error: BaseException | None) -> StoreAway | None:
    """The StoreAway behind an error; Wagtail wraps it."""
    while error is not None and not isinstance(error, StoreAway):
        error = error.__cause__ or error.__context__
    return error


def _make_now(images: Iterable[Any]) -> None:
    """For a request of staff: never stops what they do. The worker mends what was not made."""
    try:
        for image in images:
            make_files(image)
    except StoreAway as error:
        logger.warning("Pictures will be made later: %s", error)


def make_for_image(sender: type[Model], instance: Any, created: bool, raw: bool = False, **kwargs: Any) -> None:
    """A picture was uploaded: its files are made at once, so that a draft shows it too.

    When one is changed, Wagtail throws its files away, but only after saving it; so then it is done at the end.
    """
    if created and not raw:
        _make_now([instance])
    elif not raw:
        transaction.on_commit(lambda: _make_now([instance]))


def make_for_page(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    """A page went live: its pictures, if they are not there already. After the transaction, which must be short."""
    transaction.on_commit(lambda: _make_now(pictures_of(instance)))


def pictures_of(page: Page) -> list[Any]:
    """The pictures that a page uses, in fields and blocks, and those of the snippets it names, such as a venue."""
    image_type, page_type = (ContentType.objects.get_for_model(model) for model in (get_image_model(), Page))
    named = ReferenceIndex.objects.filter(base_content_type=page_type, object_id=str(page.pk))
    user = Q(base_content_type=page_type, object_id=str(page.pk))
    for type_id, pk in set(named.values_list("to_content_type_id", "to_object_id")):
        if type_id not in (image_type.pk, page_type.pk):
            user |= Q(base_content_type_id=type_id, object_id=pk)
    return _images(ReferenceIndex.objects.filter(user, to_content_type=image_type))


def mend() -> None:
    """The worker's job: make the files that are missing, of every picture that something uses.

    Ends quietly when the store cannot be reached, and tries again at its next turn.
    """
    image_type, is_over = ContentType.objects.get_for_model(get_image_model()), jobs.turn()
    try:
        for image in _images(ReferenceIndex.objects.filter(to_content_type=image_type)):
            if is_over():
                return
            make_files(image)
    except StoreAway as error:
        logger.warning("Pictures will be made later: %s", error)


def _images(uses: QuerySet) -> list[Any]:
    """The pictures that these references name, each with the files that it has."""
    keys = {int(pk) for pk in uses.values_list("to_object_id", flat=True)}
    return list(get_image_model().objects.filter(pk__in=keys).prefetch_renditions(*ALL_FILES))


def wire_pictures() -> None:
    """Called once, in `AppConfig.ready()`."""
    from corner import quick_avif
    from corner.old_pictures import clean_old_pictures
    from corner.picture_consent import forget_consent, pictures_due

    quick_avif.use_it()
    post_save.connect(make_for_image, sender=get_image_model(), dispatch_uid="make_pictures")
    page_published.connect(make_for_page, dispatch_uid="make_pictures_of_page")
    post_delete.connect(forget_consent, sender=get_image_model(), dispatch_uid="forget_consent_of_picture")
    reviews.register(pictures_due)
    jobs.register("clean-old-pictures", clean_old_pictures, every=timedelta(hours=1))
    jobs.register("make-missing-pictures", mend, every=timedelta(minutes=10))
