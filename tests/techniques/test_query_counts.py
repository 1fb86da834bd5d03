"""What the pages of techniques cost (speed.md: the same number whatever the count of items)."""

#: Queries of a visitor's request in English, the frame of every page among them.
MOST = {"list": 14, "technique": 23}  # 4 for “See also”


def test_queries_do_not_grow_with_the_number_of_items(techniques_index, knowledge, count_queries):
    pages = {
        "list": techniques_index,
        "technique": knowledge.techniques[1],
    }
    few = {name: count_queries(page) for name, page in pages.items()}
    for _number in range(3):
        knowledge.more()
    assert {name: count_queries(page) for name, page in pages.items()} == few
    assert {name: number for name, number in few.items() if number > MOST[name]} == {}
