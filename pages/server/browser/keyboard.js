// What the keyboard needs beyond Streamlit's own: a popover that opens takes the focus, and what had the focus and is
// gone after a run leaves it to what is there in its place. Nothing happens to who uses a pointer.
(() => {
  const BUTTON = "[data-testid='stPopoverButton']", BODY = "[data-testid='stPopoverBody']"
  const STOPS = "a[href], button, input, select, textarea, summary, [tabindex='0']"
  const isSeen = (one) => !one.disabled && one.tabIndex >= 0 && one.getClientRects().length > 0
  const stopsIn = (place) => [...place.querySelectorAll(STOPS)].filter(isSeen)
  const nothingHasFocus = () => !document.activeElement || document.activeElement === document.body
  let isPointed = false
  addEventListener("pointerdown", () => { isPointed = true }, true)
  addEventListener("keydown", () => { isPointed = false }, true)

  // Popovers. They are made at the end of the document, which is where the tabulator would find them.

  const opener = () => document.querySelector(`${BUTTON}[aria-expanded='true']`)
  const opened = () => [...document.querySelectorAll(BODY)].pop()

  // A text is read from its beginning, not from the link at its end.
  const enter = (body) => {
    const hasText = [...body.querySelectorAll("p")].some((one) => !one.closest(`label, ${STOPS}`))
    body.tabIndex = -1
    ;((!hasText && stopsIn(body)[0]) || body).focus()
  }

  // Its entries may come later than it: until then it has the focus itself.
  const enterWhenOpen = (button, until) => {
    const body = opened(), has = document.activeElement
    if (Date.now() > until || (button.ariaExpanded !== "true" && has !== button)) return
    if (has !== button && has !== body && !nothingHasFocus()) return
    if (body && button.ariaExpanded === "true") {
      body.ariaLabel = button.querySelector("[data-testid='stMarkdownContainer']")?.textContent ?? button.textContent
      if (!isPointed && (has !== body || stopsIn(body).length)) enter(body)
      if (document.activeElement !== body && !isPointed) return
    }
    setTimeout(enterWhenOpen, 50, button, until)
  }

  addEventListener("click", (event) => {
    const button = event.target.closest?.(BUTTON)
    if (button && button.ariaExpanded !== "true") enterWhenOpen(button, Date.now() + 3000)
  }, true)

  const inPopover = (event, body, button) => {
    const stops = stopsIn(body), at = stops.indexOf(event.target)
    const isTyped = event.target.matches("input, textarea, select, [role='combobox']")
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: stops.length - 1 }[event.key]
    if (to !== undefined && stops.length && !isTyped) {
      event.preventDefault()
      stops[Math.min(Math.max(to, 0), stops.length - 1)].focus()
    }
    const isLast = at === stops.length - 1, isFirst = at <= 0
    if (event.key !== "Tab" || !(event.shiftKey ? isFirst : isLast)) return
    button.focus() // where the browser goes on from
    if (event.shiftKey) event.preventDefault()
    button.click()
  }

  addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || !event.target.closest) return
    const button = opener(), body = opened()
    if (!button || !body) return
    if (body.contains(event.target)) return inPopover(event, body, button)
    const goesIn = event.key === "ArrowDown" || (event.key === "Tab" && !event.shiftKey)
    if (event.target === button && goesIn) {
      event.preventDefault()
      enter(body)
    }
  }, true)

  // What had the focus and is gone.

  const page = () => `${location.pathname} ${document.querySelector("[data-testid='stMain'] h1")?.textContent}`
  const group = () => new URLSearchParams(location.search).get("group")
  const keyOf = (one) => [...(one.closest("[class*='st-key-']")?.classList ?? [])].find((name) => name.startsWith("st-key-"))
  const alike = (key, tag) => key ? [...document.querySelectorAll(`.${CSS.escape(key)} ${tag}`)].filter(isSeen) : []
  let last = null

  addEventListener("focusin", ({ target }) => {
    const before = Node.DOCUMENT_POSITION_PRECEDING
    const earlier = stopsIn(document.body).filter((one) => target.compareDocumentPosition(one) & before)
    const key = keyOf(target), tag = target.tagName, at = alike(key, tag).indexOf(target)
    last = { target, earlier: earlier.reverse(), key, tag, at, page: page(), group: group() }
  })

  const inItsPlace = ({ key, tag, at, earlier, ...then }) => {
    const title = document.querySelector("[data-testid='stMain'] h1")
    if (title && (page() !== then.page || group() !== then.group)) return title
    const same = alike(key, tag)[at]
    if (same) return same
    const nearest = earlier.find((one) => one.isConnected && isSeen(one)), stops = stopsIn(document.body)
    return (nearest && (stops[stops.indexOf(nearest) + 1] ?? nearest)) ?? title
  }

  const giveBack = (lost, rested) => {
    if (last !== lost || isPointed || !nothingHasFocus()) return
    const app = document.querySelector("[data-testid='stApp']")
    const rests = app?.dataset.testScriptState === "notRunning" && !document.querySelector("[data-stale='true']")
    if (!rests || rested < 3) return setTimeout(giveBack, 50, lost, rests ? rested + 1 : 0)
    const place = inItsPlace(lost)
    if (place?.tagName === "H1") place.tabIndex = -1
    place?.focus()
  }

  addEventListener("DOMContentLoaded", () => {
    new MutationObserver(() => {
      if (!last || last.isLost || last.target.isConnected) return
      last.isLost = true
      giveBack(last, 0)
    }).observe(document.body, { childList: true, subtree: true })
  })
})()
