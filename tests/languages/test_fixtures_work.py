def test_a_site(make_event, make_person, make_technique, make_case_study, make_information_page, make_recommendation, make_resource, polish_home, arabic_home, translate, venue):
    e = make_event(title="Tea & talk")
    pl = translate(e, "pl", title="Herbata & rozmowa")
    assert pl.live and pl.locale.language_code == "pl" and pl.title == "Herbata & rozmowa"
    assert pl.get_parent().specific.live
    for m in (make_person, make_technique, make_case_study, make_information_page, make_recommendation, make_resource):
        translate(m(), "ar")
    v = translate(venue, "pl")
    from django.utils import translation
    from corner.languages.pages import localized
    with translation.override("pl"):
        assert localized(venue) == v
