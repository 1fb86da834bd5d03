import pytest
from wagtail.models import PageViewRestriction


@pytest.fixture
def polish_home(home, translate):
    """Here as translators make it, over the board: one that was written by hand could be offered in English."""
    return translate(home, "pl", title="Kącik współtworzenia", welcome="Usiądź z nami.")


@pytest.fixture
def arabic_home(home, translate):
    return translate(home, "ar", title="ركن الإنتاج المشترك", welcome="اجلس معنا.")


@pytest.fixture
def restrict(db):
    def restrict(page, kind=PageViewRestriction.LOGIN, **fields):
        return PageViewRestriction.objects.create(page=page, restriction_type=kind, **fields)

    return restrict


@pytest.fixture
def a_picture(db):
    from wagtail.images import get_image_model
    from wagtail.images.tests.utils import get_test_image_file

    return get_image_model().objects.create(title="Tea", file=get_test_image_file())
