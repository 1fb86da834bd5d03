"""What the pages of the library cost (speed.md: the same number whatever the count of items)."""

#: Queries of a visitor's request in English, the frame of every page among them.
MOST = {"about": 14, "recommendations": 13, "recommendation": 20, "resource": 17}  # 4 for “See also”


def test_queries_do_not_grow_with_the_number_of_items(recommendations_page, knowledge, count_queries):
    pages = {
        "about": knowledge.about,
        "recommendations": recommendations_page,
        "recommendation": knowledge.recommendations[0],
        "resource": knowledge.resources[1],
    }
    few = {name: count_queries(page) for name, page in pages.items()}
    for _number in range(3):
        knowledge.more()
    assert {name: count_queries(page) for name, page in pages.items()} == few
    assert {name: number for name, number in few.items() if number > MOST[name]} == {}
