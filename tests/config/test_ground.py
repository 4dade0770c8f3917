"""What a data folder holds when a command has made it."""

from pathlib import Path

from tests.config.places import needs


def test_start_that_was_ended_before_the_list_of_needs_was_there_is_made_good_by_the_next(new_place: Path) -> None:
    """`new_place` had its tables and nothing in them. That a place from nothing has the list too, `test_serving` looks."""
    assert needs(new_place) > 40
