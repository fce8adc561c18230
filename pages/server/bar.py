"""The bar on top of every page: the menu, the edition and the language. It opens pages as Streamlit's own menu would.

Every choice is an address: it is put into the browser's history, and Streamlit hears of it as of the back button.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass

import streamlit as st

_STYLE = """
:host { display: block; }
* { box-sizing: border-box; }
.bar { display: flex; flex-wrap: wrap; align-items: center; gap: 0.25rem 1.5rem; min-height: 3rem; position: relative;
  border-bottom: 1px solid var(--rule, var(--st-border-color)); font-size: 0.9375rem; color: var(--st-text-color); }
a { color: inherit; text-decoration: none; }
a:hover { color: var(--direction, var(--st-link-color)); }
a:focus-visible, button:focus-visible, select:focus-visible {
  outline: 2px solid var(--direction, var(--st-link-color)); outline-offset: 2px; border-radius: 0.25rem; }
.skip { position: absolute; inset-inline-start: 0; top: 0; z-index: 3; padding: 0.75rem 1rem;
  transform: translateY(-200%); background: var(--st-background-color); border: 1px solid var(--st-border-color); }
.skip:focus { transform: none; }
.menu { display: none; align-items: center; gap: 0.5rem; min-height: 2.5rem; padding: 0 0.75rem; font: inherit;
  color: inherit; background: none; border: 1px solid var(--st-border-color); border-radius: 0.5rem; cursor: pointer; }
.menu::before { content: ""; width: 1rem; height: 0.75rem; border-block: 2px solid; background:
  linear-gradient(currentColor, currentColor) center / 100% 2px no-repeat; }
.pages ul, .languages ul { display: flex; gap: 0 1.25rem; list-style: none; margin: 0; padding: 0; }
.pages a { display: flex; align-items: center; min-height: 3rem; white-space: nowrap; margin-bottom: -1px;
  border-bottom: 2px solid transparent; }
.pages a[aria-current] { font-weight: 600; border-color: currentColor; }
.tools { display: flex; align-items: center; gap: 0.75rem; margin-inline-start: auto; min-width: 0; flex: 0 1 auto; }
select { font: inherit; font-size: 0.875rem; min-width: 0; width: 17rem; min-height: 2.25rem; padding: 0 0.5rem;
  text-overflow: ellipsis; color: inherit; background: var(--st-background-color); border-radius: 0.5rem;
  border: 1px solid var(--st-border-color); }
.languages ul { gap: 0; }
.languages a { display: flex; align-items: center; justify-content: center; min-width: 2.25rem; min-height: 2.25rem;
  color: var(--muted, inherit); }
.languages a[aria-current] { color: var(--st-text-color); font-weight: 600; box-shadow: inset 0 -2px; }
@media (max-width: 48rem) {
  .bar { flex-wrap: nowrap; gap: 0.5rem; }
  .menu { display: flex; flex: none; }
  .pages { display: none; position: absolute; inset-inline-start: 0; top: 100%; z-index: 2; min-width: 14rem;
    padding: 0.25rem 0; background: var(--st-background-color); border: 1px solid var(--st-border-color);
    border-radius: 0.5rem; box-shadow: 0 0.5rem 1.5rem rgb(0 0 0 / 0.2); }
  .bar.open .pages { display: block; }
  .pages ul { display: block; }
  .pages a { padding: 0 1rem; border: 0; border-inline-start: 3px solid transparent; margin: 0; }
  .tools { flex: 1 1 auto; gap: 0.25rem; }
  .tools select { flex: 1 1 5rem; width: 5rem; }
}
.working { position: absolute; inset-inline: 0; top: 100%; z-index: 1; color: var(--muted, inherit);
  font-size: 0.8125rem; border-top: 2px solid var(--direction, currentColor); }
.working:empty { border: 0; }
.printed { display: none; }
@media print {
  .bar { min-height: 0; padding-bottom: 0.25rem; }
  .bar > * { display: none; }
  .bar > .printed { display: block; color: var(--muted, inherit); }
}
"""
_BAR = st.components.v2.component(
    "bar",
    html="<div class='bar'></div>",
    css=_STYLE,
    js="""
export default function ({ data, parentElement }) {
  const root = document.documentElement
  root.lang = data.language
  root.dir = data.direction
  const bar = parentElement.querySelector(".bar")
  bar.dir = data.direction
  if (window.thiqa) thiqa.language = data.language
  const shown = JSON.stringify(data)
  if (bar.shown === shown) return
  bar.shown = shown
  const focused = parentElement.activeElement?.id
  const printed = make("div", { class: "printed", "aria-hidden": "true" }, data.editions[data.edition] ?? "")
  const made = document.createElement("div")
  made.append(skip(data), menu(data, bar), pages(data, bar), tools(data), printed, working(data, bar))
  takeChildren(bar, made)
  if (focused && !parentElement.activeElement) parentElement.querySelector(`#${focused}`)?.focus()
  bar.onkeydown = (event) => {
    if (event.key !== "Escape" || !bar.classList.contains("open")) return
    close(bar)
    bar.querySelector(".menu").focus()
  }
  bar.onfocusout = (event) => { if (event.relatedTarget && !bar.contains(event.relatedTarget)) close(bar) }
  document.onpointerdown = (event) => { if (!event.composedPath().includes(bar)) close(bar) }
}

function make(tag, properties, ...children) {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(properties))
    if (value !== null && value !== false) made.setAttribute(name, value)
  made.append(...children)
  return made
}

// An element takes what another, made anew, has: it stays where it is, with the focus if it has it.
function become(old, made) {
  if (old.tagName !== made.tagName) return old.replaceWith(made)
  for (const { name } of [...old.attributes]) if (!made.hasAttribute(name)) old.removeAttribute(name)
  for (const { name, value } of made.attributes)
    if (old.getAttribute(name) !== value) old.setAttribute(name, value)
  for (const does of ["onclick", "onchange"]) old[does] = made[does]
  if (made.children.length || old.children.length) takeChildren(old, made)
  else if (old.textContent !== made.textContent) old.textContent = made.textContent
}

function takeChildren(old, made) {
  const selected = made.selectedIndex
  const children = [...made.children]
  if (old.children.length !== children.length) old.replaceChildren(...children)
  else [...old.children].forEach((child, position) => become(child, children[position]))
  if (selected !== undefined) old.selectedIndex = selected
}

function close(bar) {
  bar.classList.remove("open")
  bar.querySelector(".menu")?.setAttribute("aria-expanded", "false")
}

function skip({ words }) {
  const link = make("a", { class: "skip", href: "#" }, words.skip)
  link.onclick = (event) => {
    event.preventDefault()
    const title = document.querySelector("[data-testid='stMain'] h1")
    if (!title) return
    title.tabIndex = -1
    title.focus()
  }
  return link
}

// Says that the page is being made, where that takes long enough to be noticed.
function working({ words }, bar) {
  const app = document.querySelector("[data-testid='stApp']")
  bar.observer?.disconnect()
  bar.observer = new MutationObserver(() => {
    clearTimeout(bar.late)
    const say = (text) => { bar.querySelector(".working").textContent = text }
    if (app.dataset.testScriptState === "notRunning") say("")
    else bar.late = setTimeout(() => say(words.working), 1000)
  })
  bar.observer.observe(app, { attributeFilter: ["data-test-script-state"] })
  return make("div", { class: "working", role: "status" })
}

function menu({ words }, bar) {
  const button = make("button", { class: "menu", id: "menu", type: "button", "aria-expanded": "false",
    "aria-controls": "pages" }, words.menu)
  button.onclick = (event) =>
    event.currentTarget.setAttribute("aria-expanded", String(bar.classList.toggle("open")))
  return button
}

function pages({ words, pages, page, language, edition }, bar) {
  const query = new URLSearchParams(edition ? { lang: language, edition } : { lang: language })
  const entries = Object.entries(pages).map(([name, label]) => {
    const is = { id: `page-${name}`, href: `${name}?${query}`, "aria-current": name === page && "page" }
    const link = make("a", is, label)
    opens(link, "open", () => {
      const button = bar.querySelector(".menu")
      close(bar)
      if (!link.getClientRects().length) button.focus()
      document.querySelector("[data-testid='stMain']")?.scrollTo(0, 0)
    })
    return make("li", {}, link)
  })
  return make("nav", { class: "pages", id: "pages", "aria-label": words.menu }, make("ul", {}, ...entries))
}

function tools(data) {
  return make("div", { class: "tools" }, editions(data), languages(data))
}

function editions({ words, editions, edition }) {
  const option = ([value, name]) => make("option", { value, selected: value === edition && "" }, name)
  const options = Object.entries(editions).map(option)
  if (!edition) options.unshift(make("option", { value: "", selected: "", disabled: "" }, words.choose))
  const title = editions[edition] ?? words.choose
  const select = make("select", { id: "edition", "aria-label": words.edition, title }, ...options)
  select.onchange = ({ target }) => {
    const { searchParams } = new URL(location.href)
    thiqa.open(`${location.pathname}?${new URLSearchParams({ lang: searchParams.get("lang"), edition: target.value })}`)
  }
  return select
}

function languages({ words, languages, language }) {
  const entries = Object.entries(languages).map(([code, { name, short }]) => {
    const link = make("a", { id: `language-${code}`, href: `?lang=${code}`, lang: code, hreflang: code, title: name,
      "aria-label": name, "aria-current": code === language && "true" }, short)
    opens(link, "turn", () => { thiqa.language = code }, () => {
      const url = new URL(location.href)
      url.searchParams.set("lang", code)
      return url.href
    })
    return make("li", {}, link)
  })
  return make("nav", { class: "languages", "aria-label": words.language }, make("ul", {}, ...entries))
}

// A link that opens within this page: in another tab where the reader asks for one.
function opens(link, how, before, where = () => link.href) {
  link.onclick = (event) => {
    if (!window.thiqa || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return
    event.preventDefault()
    before()
    thiqa[how](where())
  }
}
""",
)


@dataclass(frozen=True)
class Bar:
    """What stands in the bar, all of it in the reader's words.

    Attributes
    ----------
    pages, editions : mapping
        Titles, by the names in the address.
    page, edition : str
        Which is shown; empty where none is.
    languages : mapping
        By code the `name` of each language and its `short` form, each in itself.
    language, direction : str
        The reader's, as the document says them.
    words : mapping
        The names of the parts, and what is said while a page is made: `menu`, `skip`, `edition`, `choose`,
        `language`, `working`.
    """

    pages: Mapping[str, str]
    page: str
    editions: Mapping[str, str]
    edition: str
    languages: Mapping[str, Mapping[str, str]]
    language: str
    direction: str
    words: Mapping[str, str]


def show_bar(bar: Bar) -> None:
    """Shows the bar, and says the reader's language and its direction to the browser; in every run."""
    _BAR(key="bar", data=asdict(bar))
