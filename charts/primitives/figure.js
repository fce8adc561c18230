// A figure that answers: what its places say follows the pointer, the finger and the keys. One stop of the tabulator a
// figure; arrows, Home and End go from place to place; Escape closes what is said.
function followFigure(figure) {
  const tip = document.createElement("div")
  tip.className = "tip"
  tip.hidden = true
  tip.ariaHidden = "true"
  figure.append(tip)
  const inRow = (place) => [...place.closest("svg").querySelectorAll(".place")]
  let point = null

  for (const plot of figure.querySelectorAll(".plot")) {
    plot.querySelectorAll(".place").forEach((place, at) => {
      place.querySelector("title")?.remove()
      place.setAttribute("tabindex", at ? "-1" : "0")
    })
  }

  const hush = () => { tip.hidden = true }

  const show = (place, at) => {
    tip.textContent = place.getAttribute("aria-label")
    tip.hidden = false
    tip.style.left = tip.style.top = "0"
    const around = figure.getBoundingClientRect(), mark = place.getBoundingClientRect()
    const x = at ? at.clientX : mark.left + mark.width / 2
    const [low, high] = at ? [at.clientY + 18, at.clientY - 12] : [mark.bottom + 6, mark.top - 6]
    const fits = low + tip.offsetHeight < innerHeight || high - tip.offsetHeight < 0
    const left = Math.min(Math.max(x - around.left - tip.offsetWidth / 2, 0), around.width - tip.offsetWidth)
    tip.style.left = `${left + figure.scrollLeft}px`
    tip.style.top = `${(fits ? low : high - tip.offsetHeight) - around.top + figure.scrollTop}px`
  }

  const placeOf = (event) => event.target.closest?.(".place")

  const next = (place, key) => {
    const places = inRow(place), at = places.indexOf(place), line = Number(place.dataset.line)
    const middle = (one) => { const box = one.getBoundingClientRect(); return box.left + box.width / 2 }
    const onLine = (other) => places.filter((one) => Number(one.dataset.line) === other)
      .sort((a, b) => Math.abs(middle(a) - middle(place)) - Math.abs(middle(b) - middle(place)))[0]
    const forward = figure.dir === "rtl" ? "ArrowLeft" : "ArrowRight"
    switch (key) {
      case "ArrowDown": return onLine(line + 1)
      case "ArrowUp": return onLine(line - 1)
      case "ArrowLeft":
      case "ArrowRight": return places[at + (key === forward ? 1 : -1)]
      case "Home": return places[0]
      case "End": return places.at(-1)
    }
  }

  figure.addEventListener("pointermove", (event) => {
    const place = event.pointerType === "touch" ? null : placeOf(event)
    if (place) show(place, event)
    else if (event.pointerType !== "touch") hush()
  })
  figure.addEventListener("pointerleave", (event) => { if (event.pointerType !== "touch") hush() })
  figure.addEventListener("pointerdown", (event) => { point = event })
  figure.addEventListener("click", (event) => placeOf(event)?.focus({ preventScroll: true }))
  figure.addEventListener("focusin", (event) => {
    const place = placeOf(event)
    if (!place) return
    for (const one of inRow(place)) one.setAttribute("tabindex", one === place ? "0" : "-1")
    show(place, point)
    point = null
  })
  figure.addEventListener("focusout", hush)
  figure.addEventListener("keydown", (event) => {
    point = null
    const place = placeOf(event)
    if (event.key === "Escape") hush()
    if (!place || event.altKey || event.ctrlKey || event.metaKey) return
    const other = next(place, event.key)
    if (!other) return
    event.preventDefault()
    other.focus()
  })
}
