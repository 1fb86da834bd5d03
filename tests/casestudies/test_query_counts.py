"""What the pages of case studies cost (speed.md: the same number whatever the count of items)."""

#: Queries of a visitor's request in English, the frame of every page among them.
MOST = {"list": 14, "case study": 27}  # 5 for “See also”


def test_queries_do_not_grow_with_the_number_of_items(cases_index, knowledge, make_case_study, count_queries):
    make_case_study(people=knowledge.people[:1])  # something to see also, which no other page names
    pages = {
        "list": cases_index,
        "case study": knowledge.case_studies[1],
    }
    few = {name: count_queries(page) for name, page in pages.items()}
    for _number in range(3):
        knowledge.more()
    assert {name: count_queries(page) for name, page in pages.items()} == few
    assert {name: number for name, number in few.items() if number > MOST[name]} == {}
