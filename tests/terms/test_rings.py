"""What the lines that officers write mean to search."""

from alongside.terms.rings import Entry, synonyms


def test_a_word_before_an_arrow_leads_to_the_words_behind_it() -> None:
    found = synonyms([Entry("Feeling lonely", ("lonely, no friends -> befriending, lunch club",))])
    assert found == {"lonely": ["befriending", "lunch club"], "no friends": ["befriending", "lunch club"]}


def test_a_word_behind_an_arrow_leads_nowhere_by_itself() -> None:
    assert "befriending" not in synonyms([Entry("Feeling lonely", ("lonely -> befriending",))])


def test_words_without_an_arrow_lead_to_the_term() -> None:
    assert synonyms([Entry("Feeling lonely", ("Marooned",))]) == {"marooned": ["feeling lonely"]}


def test_the_term_stands_behind_an_arrow_as_this_need_and_its_name_leads_on() -> None:
    found = synonyms([Entry("Feeling lonely", ("lonely → this need, befriending", "chat -> listening ear"))])
    assert found["lonely"] == ["feeling lonely", "befriending"]
    assert found["feeling lonely"] == ["befriending"]
    assert found["chat"] == ["listening ear"]


def test_words_alike_stand_for_each_other_and_for_nothing_else() -> None:
    found = synonyms([Entry("Food", alike=("food bank, foodbank,  Food  parcel",))])
    assert found == {
        "food bank": ["foodbank", "food parcel"],
        "food parcel": ["food bank", "foodbank"],
        "foodbank": ["food bank", "food parcel"],
    }


def test_words_alike_also_stand_in_behind_an_arrow() -> None:
    found = synonyms([Entry("Food", ("hungry -> food bank",), ("food bank, foodbank",))])
    assert found["hungry"] == ["food bank", "foodbank"]


def test_a_word_of_two_terms_leads_to_both() -> None:
    found = synonyms([Entry("Money", ("broke -> debt advice",)), Entry("Food", ("broke -> food bank",))])
    assert found["broke"] == ["debt advice", "food bank"]


def test_empty_lines_and_stray_commas_mean_nothing() -> None:
    assert synonyms([Entry("Food", ("", " , ", "-> "), ("", "lonely"))]) == {}
