"""A figure on a page answers pointer and keys, fills its place at any width, prints, and needs no script of another."""

from __future__ import annotations

from playwright.sync_api import Browser, expect

from tests.browser.running import Server
from tests.browser.visits import new_page, settle
from words import say

FIGURE = ".st-key-figure_groups figure"
FILLS = """figure => {
    const [plot] = [...figure.querySelectorAll(".plot")].filter(one => one.offsetWidth)
    const outside = [...plot.querySelectorAll("text")].filter(text => {
        const [words, whole] = [text.getBoundingClientRect(), figure.getBoundingClientRect()]
        return words.left < whole.left - 1 || words.right > whole.right + 1
    })
    return [plot.parentElement.className, Math.round(figure.offsetWidth - plot.offsetWidth), outside.length]
}"""
"""Which drawing is seen, by how much it is narrower than the figure, and how many of its words are cut."""


def test_a_figure_is_pointed_at_walked_by_key_enlarged_and_printed(browser: Browser, shared_server: Server) -> None:
    page, asked = new_page(browser), []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{shared_server.url}/groups?lang=en&edition=sample")
    settle(page)
    figure = page.locator(FIGURE)
    places, tip = figure.locator(".place:visible"), figure.locator(".tip")
    said = [str(place.get_attribute("aria-label")) for place in places.all()]
    assert len(said) == 5
    assert [place.get_attribute("tabindex") for place in places.all()] == ["0", *["-1"] * 4]

    places.nth(1).hover(position={"x": 5, "y": 5})
    expect(tip).to_have_text(said[1])
    page.mouse.move(0, 0)
    expect(tip).to_be_hidden()

    places.first.focus()
    for key, at in (("ArrowDown", 1), ("ArrowRight", 2), ("ArrowUp", 1), ("End", 4), ("ArrowDown", 4), ("Home", 0)):
        page.keyboard.press(key)
        expect(places.nth(at)).to_be_focused()
        expect(tip).to_have_text(said[at])
    page.keyboard.press("Escape")
    expect(tip).to_be_hidden()
    page.keyboard.press("Tab")
    expect(figure.get_by_role("button", name=say("screens.full_screen", "en"))).to_be_focused()
    page.keyboard.press("Enter")
    expect(figure.get_by_role("button", name=say("screens.full_screen_leave", "en"))).to_be_visible()
    page.keyboard.press("Enter")
    expect(figure.get_by_role("button", name=say("screens.full_screen", "en"))).to_be_visible()

    assert figure.evaluate(FILLS) == ["wide", 0, 0]
    page.set_viewport_size({"width": 375, "height": 800})
    assert figure.evaluate(FILLS) == ["narrow", 0, 0]
    page.set_viewport_size({"width": 1280, "height": 900})
    page.emulate_media(media="print")
    expect(figure.locator("button")).to_be_hidden()
    assert figure.evaluate(FILLS) == ["wide", 0, 0]
    assert not [url for url in asked if "plotly" in url.lower()]
    page.close()


def test_in_a_language_from_the_right_the_left_arrow_goes_on(browser: Browser, shared_server: Server) -> None:
    page = new_page(browser)
    page.goto(f"{shared_server.url}/mutual?lang=ar&edition=sample")
    settle(page)
    places = page.locator(".st-key-figure_ratings_group .place:visible")
    assert len({place.get_attribute("data-line") for place in places.all()}) == places.count() == 5
    places.first.focus()
    page.keyboard.press("ArrowLeft")
    expect(places.nth(1)).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(places.first).to_be_focused()
    page.close()
