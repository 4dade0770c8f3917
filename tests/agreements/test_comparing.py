"""Two texts side by side, in words."""

from django.utils.html import strip_tags
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.agreements import comparing


def test_words_that_changed_are_marked_and_said() -> None:
    sides = comparing.compare("Groups wait four weeks.", "Groups wait six weeks.")
    assert sides.before == 'Groups wait <del><span class="vh">removed: </span>four</del> weeks.'
    assert sides.after == 'Groups wait <ins><span class="vh">added: </span>six</ins> weeks.'


def test_changes_with_only_a_space_between_are_one_phrase() -> None:
    assert comparing.compare("one two three", "four five three").after.count("<ins>") == 1


def test_markup_of_others_stays_text() -> None:
    assert "<script>" not in comparing.compare("a", "<script>alert(1)</script>").after


def test_long_texts_are_shown_whole() -> None:
    before, after = "a b " * 2_000, "c d " * 2_000
    assert comparing.compare(before, after).after.count("<ins>") == 1


@settings(max_examples=40)
@given(st.text(alphabet="ab .\n<", max_size=60), st.text(alphabet="ab .\n<", max_size=60))
def test_each_side_says_all_of_its_text(before: str, after: str) -> None:
    sides = comparing.compare(before, after)
    for side, text in ((sides.before, before), (sides.after, after)):
        plain = strip_tags(side.replace("<br>", "\n")).replace("removed: ", "").replace("added: ", "").replace("&lt;", "<")
        assert plain == text
