import pytest

from alongside.kit.paging import Page, page_of


def test_page_says_where_its_rows_stand() -> None:
    page = page_of(list(range(45)), 2)
    assert page.rows == list(range(20, 40))
    assert (page.first, page.last, page.total, page.pages) == (21, 40, 45, 3)
    assert page.has_previous
    assert page.has_next


def test_last_page_is_short_and_the_last() -> None:
    page = page_of(list(range(45)), 3)
    assert (page.rows, page.last, page.has_next) == ([40, 41, 42, 43, 44], 45, False)


def test_nothing_is_one_empty_page() -> None:
    page: Page[int] = page_of([], 1)
    assert (page.rows, page.number, page.pages, page.first, page.last, page.total) == ([], 1, 1, 0, 0, 0)
    assert not page.has_previous
    assert not page.has_next


@pytest.mark.parametrize(
    ("asked", "given"),
    [(None, 1), ("", 1), ("two", 1), ("0", 1), ("-1", 1), ("3", 3), ("4", 3), (10**30, 3), ("9" * 5000, 1), ("1.5", 1)],
)
def test_page_number_that_makes_no_sense_gives_the_nearest(asked: str | int | None, given: int) -> None:
    assert page_of(list(range(45)), asked).number == given
