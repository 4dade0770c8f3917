import time

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.kit import prose

sentence = st.text("abcXYZ éß한 .,;:!?'\"()&<>-@/1", min_size=1, max_size=60)
paragraph = st.lists(sentence, min_size=1, max_size=3).map("\n".join)
item = sentence.map(lambda words: f"- {words}")
text = st.lists(paragraph | st.lists(item, min_size=1, max_size=4).map("\n".join), max_size=5).map("\n\n".join).map(prose.tidy)

HOSTILE = [
    "<b>" * 40_000,
    "<div>" * 30_000,
    "<ul><li>" * 15_000,
    "".join(f"<b id={number}>" for number in range(5_000)) + "<p>" * 20_000,
    "<!--" * 25_000,
    "<a " * 33_000,
    "<a href='" * 20_000,
    "<a \"'" * 20_000,
    "<a href" + " " * 100_000,
    "<a" + " href" * 20_000 + ">",
    "<script>" * 20_000,
    "<" * 100_000,
    "</" * 50_000,
    "&#x" * 33_000,
    "a@" * 50_000,
    "a." * 50_000,
    "http://" * 15_000,
    "http://a" + ")" * 100_000,
    "(" * 50_000 + ")" * 50_000,
    "- " * 50_000,
    "\n" * 100_000,
]


@given(text)
def test_a_text_survives_the_page_and_comes_back(words: str) -> None:
    assert prose.from_html(prose.to_html(words)) == words


@given(st.text(max_size=300))
def test_tidying_twice_changes_nothing_more(words: str) -> None:
    assert prose.tidy(prose.tidy(words)) == prose.tidy(words)


@given(st.text("<>/ap\"'= hrefscript:&;!-", max_size=200))
def test_no_input_can_put_a_tag_of_its_own_on_a_page(words: str) -> None:
    shown = html5lib.parseFragment(prose.to_html(prose.from_html(words)), namespaceHTMLElements=False)
    assert {element.tag for element in shown.iter()} <= {"DOCUMENT_FRAGMENT", "p", "br", "ul", "li", "a"}
    for link in shown.iter("a"):
        assert set(link.attrib) == {"href", "rel"}
        assert link.attrib["href"].startswith(("http://", "https://", "mailto:"))


@pytest.mark.parametrize("html", HOSTILE, ids=lambda html: html[:12])
def test_hostile_input_of_100_000_characters_takes_no_time(html: str) -> None:
    started = time.process_time()
    prose.to_html(prose.from_html(html))
    prose.to_html(html)
    assert time.process_time() - started < 2


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<p>Come along.</p><p>It is&nbsp;free &amp; warm.</p>", "Come along.\n\nIt is free & warm."),
        ("One<br>two<br/><br />three", "One\ntwo\n\nthree"),
        (
            "<h2>Bring</h2><ul><li><p>A coat</p><li>Shoes <b>you like</b></ul>Then come",
            "Bring\n\n- A coat\n- Shoes you like\n\nThen come",
        ),
        ("<ul>\n <li>\n A\n </li>\n <li>B</li>\n</ul>", "- A\n- B"),
        ("<ul><li>A<ul><li>A1</li></ul></li><li>B</li></ul>", "- A\n- A1\n- B"),
        ("<div>one<div>two</div></div>three", "one\n\ntwo\n\nthree"),
        ("<table><tr><td>Mon</td><td>10 am</td></tr><tr><td>Tue</td></tr></table>", "Mon 10 am\n\nTue"),
        ("<style>p{}</style><script>alert('<p>')</script><title>T</title>Hi", "Hi"),
        ("Hi <!-- <p>not this</p> --> there<!DOCTYPE html><?php x ?>", "Hi there"),
        ("Ages < 5 and > 3", "Ages < 5 and > 3"),
        ("plain\nlines\n\nstay", "plain\nlines\n\nstay"),
        ("<b>plain</b>\nlines", "plain\nlines"),
        ("&lt;script&gt;", "<script>"),
        ("a\x00b\x07c\u200bd\ufeff", "abcd"),
        ("<p>&nbsp;</p><p></p>", ""),
        ("", ""),
        ('<img alt="a > b" src=x>ok', "ok"),
    ],
)
def test_html_becomes_plain_words(html: str, words: str) -> None:
    assert prose.from_html(html) == words


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ('See <a href="https://x.example/a b">our page</a>.', "See our page (https://x.example/a%20b)."),
        ("<a href=https://x.example/>https://x.example</a>", "https://x.example"),
        ('<a href="HTTPS://x.example">x.example</a>', "x.example"),
        ('<a href="//x.example/y">it</a>', "it (https://x.example/y)"),
        ('<a href="mailto:a@b.example?subject=Hi">Write</a>', "Write (a@b.example)"),
        ('<a href="tel:01632960001">Ring</a>', "Ring (01632960001)"),
        ('<a href="https://x.example"></a>', "https://x.example"),
        ('<a href="javascript:alert(1)">now</a>', "now"),
        ('<a href="/about">here</a> and <a name=x>there</a>', "here and there"),
        (
            '<a href="https://one.example">one <a href="https://two.example">two</a>',
            "one (https://one.example) two (https://two.example)",
        ),
    ],
)
def test_links_keep_their_address(html: str, words: str) -> None:
    assert prose.from_html(html) == words


def test_text_is_shown_in_paragraphs_and_lists() -> None:
    assert prose.to_html("Bring:\r\n• a <coat>\n- shoes\nThat is\nall") == (
        "<p>Bring:</p>\n<ul><li>a &lt;coat&gt;</li><li>shoes</li></ul>\n<p>That is<br>all</p>"
    )


@pytest.mark.parametrize(
    ("words", "address", "shown"),
    [
        ("see https://x.example/a?b=1&c=2.", "https://x.example/a?b=1&amp;c=2", "https://x.example/a?b=1&amp;c=2"),
        ("(www.x.example)", "https://www.x.example", "www.x.example"),
        ("x (https://x.example/a_(b))", "https://x.example/a_(b)", "https://x.example/a_(b)"),
        ("write a.b+c@x.example, or", "mailto:a.b+c@x.example", "a.b+c@x.example"),
    ],
)
def test_addresses_become_links_without_the_stop_after_them(words: str, address: str, shown: str) -> None:
    assert f'<a href="{address}" rel="nofollow">{shown}</a>' in prose.to_html(words)


def test_a_hidden_script_address_stays_words() -> None:
    assert prose.to_html('javascript:alert("1")') == "<p>javascript:alert(&quot;1&quot;)</p>"
