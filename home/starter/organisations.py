"""The organisations that the report names, labelled as it names them. Nothing is added that it does not say."""

from contacts.models import OrganisationPage
from home.starter.content import PageContent
from home.starter.words import text

NAMED_IN = "the 2024 report"
Sector = OrganisationPage.Sector
NEW_NAME = "This is the name that the report uses. It may have a new name now. Ask us if you cannot find it."


def organisation(
    slug: str, title: str, sector: str, intro: str, *about: str, area: str = "Southampton", website: str = ""
) -> PageContent:
    return PageContent(
        key=f"people/{slug}",
        model=OrganisationPage,
        title=title,
        intro=intro,
        fields={
            "sector": sector,
            "area": area,
            "website": website,
            "named_in": NAMED_IN,
            "description": [text(*about)] if about else [],
        },
    )


ORGANISATIONS = [
    organisation(
        "southampton-voluntary-services",
        "Southampton Voluntary Services",
        Sector.COMMUNITY,
        "It started Southampton Coproduction Corner in 2023.",
        "It then set up a research project with the University of Southampton. "
        "The report “Making Coproduction Meaningful” came out of that work.",
        website="https://www.southamptonvs.org.uk/coproduction",
    ),
    organisation(
        "montys-community-hub",
        "Monty’s Community Hub",
        Sector.COMMUNITY,
        "A community hub in Sholing, for people of all ages.",
        "In July 2024 it held a workshop for teenage girls, together with Veracity Life. "
        "They asked the girls about parks and feeling well.",
        area="Sholing, Southampton",
    ),
    organisation(
        "veracity-life",
        "Veracity Life",
        Sector.COMMUNITY,
        "A project that brings new life to Veracity Recreation Ground.",
        "In July 2024 it held a workshop for teenage girls, together with Monty’s Community Hub.",
    ),
    organisation(
        "board-in-the-city",
        "Board in the City",
        Sector.BUSINESS,
        "A board games café in Southampton. It is a social enterprise, and welcomes people of all kinds.",
        "Some of the people who come have lived through trauma. "
        "The café and the network planned a way to hear from them. That work still needs help.",
    ),
    organisation(
        "owl-xl-cic",
        "Owl XL CIC",
        Sector.COMMUNITY,
        "One of the local community groups in the network.",
    ),
    organisation(
        "southampton-city-council",
        "Southampton City Council",
        Sector.COUNCIL,
        "The city’s council. It took part in the network.",
    ),
    organisation(
        "university-hospital-southampton",
        "University Hospital Southampton",
        Sector.HEALTH,
        "One of the local NHS trusts that took part in the network.",
    ),
    organisation(
        "solent-nhs-trust",
        "Solent NHS Trust",
        Sector.HEALTH,
        "One of the local NHS trusts that took part in the network.",
        NEW_NAME,
    ),
    organisation(
        "southern-health-nhs-trust",
        "Southern Health NHS Trust",
        Sector.HEALTH,
        "One of the local NHS trusts that took part in the network.",
        NEW_NAME,
    ),
    organisation(
        "university-of-southampton",
        "University of Southampton",
        Sector.UNIVERSITY,
        "Its researchers work with the network.",
        "It looked at coproduction in the city with Southampton Voluntary Services. The report came out of that.",
    ),
    organisation(
        "centre-for-the-south",
        "Centre for the South",
        Sector.UNIVERSITY,
        "A policy institute of the University of Southampton. It paid for the work behind the report.",
        "It brings people from many fields together, in Southampton and nearby. "
        "It wants those who decide to use what has been learned.",
        area="Central South",
        website="https://www.centreforthesouth.co.uk/",
    ),
]
