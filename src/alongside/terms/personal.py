"""What this room keeps about people: nothing."""

from alongside.kit.personal import NOT_PERSONAL, Declarations

PERSONAL: Declarations = {
    "Taxonomy": dict.fromkeys(("id", "slug", "name", "uri"), NOT_PERSONAL),
    "Term": dict.fromkeys(
        (
            "id",
            "taxonomy",
            "slug",
            "name",
            "parent",
            "uri",
            "synonyms",
            "alike",
            "edited_at",
            "retired_at",
            "common",
            "merged_into",
        ),
        NOT_PERSONAL,
    ),
    "Edition": dict.fromkeys(("id", "key"), NOT_PERSONAL),
}
