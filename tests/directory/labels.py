"""Pairs of the two real sources, labelled by reading both records. Ids only, cut to what is unique.

Read were all pairs whose names are near (a ratio of 80 of 100, one name within the other, or a near description and a
nearly near name), however our own score stood: 220 pairs of the feed, 14 of the workbook.
"""

FEED_SAME = {
    ("1e5d425a", "ea9e13d3"),
    ("25af426e", "b2046bf2"),
    ("27e2ee6a", "848c4f43"),
    ("2e19ca13", "2f4e5306"),
    ("c77ffff0", "e4ac8b04"),
}
"""The same service, listed twice. All other pairs that were read are two: branches, courses, dates, parts of a whole."""
WORKBOOK_SAME: set[tuple[str, str]] = set()
"""In the workbook nothing is listed twice: the nearest are an estate and the trust that looks after it."""
