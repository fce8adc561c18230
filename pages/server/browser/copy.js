async function copy(text, button) {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return copySelected(text, button)
  }
}

// Where the browser keeps its clipboard from a page: over plain HTTP, or because somebody refused it. What is selected
// has the focus, which goes back to the button.
function copySelected(text, button) {
  const area = document.createElement("textarea")
  area.value = text
  document.body.append(area)
  area.select()
  const copied = document.execCommand("copy")
  area.remove()
  button.focus({ preventScroll: true })
  return copied
}
