"""What the pages of people and organisations cost (speed.md: the same number whatever the count of items)."""

#: Queries of a visitor's request in English, the frame of every page among them.
MOST = {"list": 18, "organisation": 20, "person": 23}  # 3 for “See also”


def test_queries_do_not_grow_with_the_number_of_items(contacts_page, knowledge, count_queries):
    pages = {
        "list": contacts_page,
        "organisation": knowledge.organisations[0],
        "person": knowledge.people[0],
    }
    few = {name: count_queries(page) for name, page in pages.items()}
    for _number in range(3):
        knowledge.more()
    assert {name: count_queries(page) for name, page in pages.items()} == few
    assert {name: number for name, number in few.items() if number > MOST[name]} == {}
