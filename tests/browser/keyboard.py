"""A person with a keyboard and no mouse: what has the focus, the way to it, and what of a page can't be had so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from playwright.sync_api import Page

MOST_STOPS = 400
"""More stops of the tabulator than any page has: who has not come round by then is caught."""

_FOCUS = """() => {
    const ends = document.getAnimations().filter(one => one instanceof CSSTransition)
    const styles = parts => parts.map(one => {
        const s = getComputedStyle(one)
        return [s.outlineStyle, s.outlineWidth, s.outlineColor, s.boxShadow, s.borderColor, s.backgroundColor, s.color,
            s.stroke, s.strokeWidth, s.fill, s.transform].join("|")
    }).join("/")
    ends.forEach(one => one.finish())
    const left = window.thiqaStop
    const before = left && left.parts.every(one => one.isConnected) && styles(left.parts) !== left.styles
    let one = document.activeElement
    while (one?.shadowRoot?.activeElement) one = one.shadowRoot.activeElement
    window.thiqaStop = null
    if (!one || one === document.body) return { left: before, stop: null }
    const place = one.closest("label") ?? one, parts = [one, ...[...place.querySelectorAll("*")].slice(0, 30)]
    for (let at = one, n = 0; n < 3 && at.parentElement; n++) parts.push(at = at.parentElement)
    window.thiqaStop = { one, parts, styles: styles(parts) }
    window.thiqaReached ??= new Set()
    window.thiqaFirst ??= one
    const byArrows = "[role='radio'], input[type='radio'], .place"
    const group = one.matches(byArrows) && one.closest("[role='radiogroup'], [role='toolbar'], svg")
    for (const reached of group ? group.querySelectorAll(byArrows) : [one]) window.thiqaReached.add(reached)
    const host = one.getRootNode().host ?? one, box = place.getBoundingClientRect()
    const kept = [...(host.closest("[class*='st-key-']")?.classList ?? [])].find(name => name.startsWith("st-key-"))
    const main = document.querySelector("[data-testid='stMain']")
    const inPage = main?.contains(host) && host !== main && !host.closest(".st-key-bar")
    return { left: before, stop: {
        key: (kept ?? "").replace("st-key-", ""), tag: one.tagName.toLowerCase(), id: one.id,
        part: one.closest("[data-testid]")?.dataset.testid ?? "", kind: one.getAttribute("role") ?? one.type ?? "",
        round: one === window.thiqaFirst, words: (one.innerText ?? "").trim(),
        state: one.ariaChecked ?? one.ariaExpanded ?? String(one.checked ?? ""),
        inView: box.bottom > -2 && box.right > -2 && box.top >= -2 && box.left >= -2
            && box.top < innerHeight && box.left < innerWidth && box.right <= innerWidth + 2
            && (box.bottom <= innerHeight + 2 || box.height > innerHeight / 2),
        box: inPage ? [box.left, box.right, box.top + main.scrollTop, box.bottom + main.scrollTop] : null,
    } }
}"""
_FORGET = "() => { window.thiqaStop = window.thiqaFirst = null; window.thiqaReached = new Set() }"
_UNREACHED = """() => {
    const FIELDS = ["stSelectbox", "stNumberInput", "stDateInput"].map(name => `[data-testid='${name}']`).join()
    const found = [], kinds = "a[href], button, input, select, textarea, summary, [role='button'], [role='slider'], "
        + "[role='combobox'], [role='radio'], .place"
    const look = root => {
        for (const one of root.querySelectorAll("*")) {
            if (one.shadowRoot) look(one.shadowRoot)
            if (!one.matches(kinds) || one.disabled || window.thiqaReached.has(one)) continue
            if (!one.getClientRects().length) continue
            const style = getComputedStyle(one)
            if (style.visibility === "hidden" || one.closest("[aria-hidden='true'], [inert]")) continue
            // What a field does by keys needs no stop of its own: lists open, numbers count, a button asks for files.
            if (one.tabIndex < 0 && (one.type === "file" || one.closest(FIELDS))) continue
            found.push(`${one.tagName.toLowerCase()} ${(one.ariaLabel ?? one.innerText ?? "").trim().slice(0, 60)}`)
        }
    }
    look(document.querySelector("[data-testid='stApp']"))
    return found
}"""


@dataclass(frozen=True)
class Stop:
    """Something that has the focus.

    Attributes
    ----------
    name, role : str
        As a screen reader hears them.
    key, tag, id, part, kind, words, state : str
        The key of its place on the page, its element, what Streamlit calls it, what it is, its words, and whether it is
        checked, chosen or open.
    in_view, round : bool
        Whether it is seen, and whether it was the first of a walk.
    box : tuple of float, optional
        Left, right, top and bottom of what is part of the page itself.
    """

    name: str
    role: str
    key: str
    tag: str
    id: str
    part: str
    kind: str
    words: str
    state: str
    in_view: bool
    round: bool
    box: tuple[float, float, float, float] | None

    @property
    def called(self) -> str:
        """What it is, in short."""
        return f"{self.name or self.words or self.key or self.part} ({self.role or self.tag})"


@dataclass
class Walk:
    """A page gone through by the tabulator alone: its stops in order, and what is wrong with any."""

    stops: list[Stop]
    faults: list[str]


class Keyboard:
    """Presses keys on a page, and knows what has the focus."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._protocol = page.context.new_cdp_session(page)
        self._protocol.send("Accessibility.enable")
        self._left_marked = True

    def focus(self) -> Stop | None:
        """What has the focus; None where nothing of the page has it."""
        found = self.page.evaluate(_FOCUS)
        self._left_marked = found["left"] is not False
        stop = found["stop"]
        if stop is None:
            return None
        here = self._protocol.send("Runtime.evaluate", {"expression": "window.thiqaStop.one"})["result"]["objectId"]
        asked = {"objectId": here, "fetchRelatives": False}
        heard = self._protocol.send("Accessibility.getPartialAXTree", asked)["nodes"][0]
        name, role = (str(heard.get(part, {}).get("value", "")).strip() for part in ("name", "role"))
        return Stop(name, role, in_view=stop.pop("inView"), box=stop.pop("box"), **stop)

    def held(self) -> Stop | None:
        """What has the focus once it is given to something, which takes a moment where what had it is gone."""
        for _ in range(50):
            if (stop := self.focus()) is not None:
                return stop
            self.page.wait_for_timeout(20)
        return None

    def press(self, *keys: str) -> Stop | None:
        """Presses keys one after another; what has the focus then."""
        for key in keys:
            self.page.keyboard.press(key)
        return self.focus()

    def tab_to(self, wanted: Callable[[Stop], bool], *, back: bool = False) -> Stop:
        """Goes on, or back, until something wanted has the focus; it may have it already."""
        stop = self.focus()
        for _ in range(MOST_STOPS):
            if stop is not None and wanted(stop):
                return stop
            stop = self.press("Shift+Tab" if back else "Tab")
        raise AssertionError(f"never reached; last at {stop}")

    def walk(self) -> Walk:
        """Goes through the whole page until it comes round, and back; from where nothing has the focus."""
        self.page.evaluate(_FORGET)
        stops, faults = list[Stop](), list[str]()
        while (stop := self.press("Tab")) is not None and not (stops and stop.round) and len(stops) < MOST_STOPS:
            if stops and not self._left_marked:
                faults.append(f"no mark of the focus: {stops[-1].called}")
            stops.append(stop)
        faults += [f"can't be reached: {one}" for one in self.page.evaluate(_UNREACHED)]
        back = (self.press("Shift+Tab") for _ in range(len(stops) + 1))
        there_again = [one.called for one in back if one is not None][: len(stops)]
        if there_again[::-1] != [one.called for one in stops]:
            faults.append("another way back than there")
        return Walk(stops, faults + [fault for one in stops for fault in _faults(one)] + _jumps(stops))


def _faults(stop: Stop) -> list[str]:
    """What is wrong with a stop by itself; that the part that scrolls has no name is Streamlit's."""
    found = [] if stop.name or stop.tag == "main" else [f"no name: {stop.called}"]
    return found + ([] if stop.in_view else [f"not in view: {stop.called}"])


def _jumps(stops: list[Stop]) -> list[str]:
    """Where the focus goes up the page within one column; not within a figure, whose button is in its corner."""
    found = []
    for one, other in pairwise(stops):
        if one.box is None or other.box is None or (one.key and one.key == other.key):
            continue
        goes_up = other.box[3] <= one.box[2] + 1
        is_below = min(one.box[1], other.box[1]) > max(one.box[0], other.box[0])
        found += [f"goes up: from {one.called} to {other.called}"] if goes_up and is_below else []
    return found
