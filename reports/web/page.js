// Everything can be read without this: it adds what is said at a touch, sorting, searching and opening all at once.

for (const figure of document.querySelectorAll("figure")) followFigure(figure)

for (const table of document.querySelectorAll("table.sortable")) {
  const body = table.tBodies[0]
  const asked = [...body.rows]
  const heads = [...table.tHead.rows[0].cells]
  heads.forEach((head, column) => {
    const button = document.createElement("button")
    button.type = "button"
    button.textContent = head.textContent
    head.replaceChildren(button)
    button.addEventListener("click", () => {
      const next = { none: "descending", descending: "ascending", ascending: "none" }[head.ariaSort ?? "none"]
      heads.forEach((other) => { other.ariaSort = "none" })
      head.ariaSort = next
      body.append(...(next === "none" ? asked : sorted(asked, column, next === "descending")))
    })
  })
}

function sorted(rows, column, falling) {
  const value = (row) => row.cells[column].dataset.value
  const words = (row) => row.cells[column].textContent
  return [...rows].sort((one, other) => {
    const [a, b] = [value(one), value(other)]
    if (a !== undefined && b !== undefined) return falling ? b - a : a - b
    if (a !== undefined || b !== undefined) return a === undefined ? 1 : -1
    return (falling ? -1 : 1) * words(one).localeCompare(words(other), document.documentElement.lang)
  })
}

for (const tools of document.querySelectorAll(".tools")) {
  tools.hidden = false
  const about = [...document.querySelectorAll(`#${tools.dataset.about} > details`)]
  tools.querySelector("input")?.addEventListener("input", (event) => {
    const wanted = event.target.value.trim().toLocaleLowerCase()
    for (const one of about) one.hidden = !one.querySelector("summary").textContent.toLocaleLowerCase().includes(wanted)
  })
  tools.querySelector("button")?.addEventListener("click", () => {
    const open = about.some((one) => !one.hidden && !one.open)
    for (const one of about) if (!one.hidden) one.open = open
  })
}

let opened = []
addEventListener("beforeprint", () => {
  opened = [...document.querySelectorAll("details:not(.words):not([open])")]
  for (const one of opened) one.open = true
})
addEventListener("afterprint", () => { for (const one of opened) one.open = false })
