"""Reading ages: what is drawn of them."""

from eval.reading_ages import distributions


def test_the_chart_has_every_book_of_every_age() -> None:
    chart = distributions({"3-5": [4.0, 5.0], "9-12": [9.0, 12.5, 11.0]})
    assert [list(age.x) for age in chart.data] == [[4.0, 5.0], [9.0, 12.5, 11.0]]
    assert [age.name for age in chart.data] == ["3-5 years", "9-12 years"]
