"""How a button of our own looks: as quiet as a link, with the theme's colours."""

from __future__ import annotations

BUTTON_STYLE = """
button {
  font: inherit; font-size: 0.875rem; cursor: pointer; padding: 0.25rem 0.75rem; border-radius: 0.5rem;
  color: var(--st-link-color); background: transparent; border: 1px solid var(--st-border-color);
}
button:hover, button:focus-visible { border-color: var(--st-link-color); }
button:focus-visible { outline: 2px solid var(--st-link-color); outline-offset: 1px; }
"""
