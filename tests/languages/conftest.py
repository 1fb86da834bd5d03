import pytest
from wagtail.models import PageViewRestriction


@pytest.fixture
def restrict(db):
    def restrict(page, kind=PageViewRestriction.LOGIN, **fields):
        return PageViewRestriction.objects.create(page=page, restriction_type=kind, **fields)

    return restrict
