"""The look of the pages beyond Streamlit's theme, by the names that its elements have in the browser."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from charts import Look

_ACTIONS = (Path(__file__).parent / "browser" / "actions.css").read_text(encoding="utf-8")
"""The rows of actions under figures, and tables."""
_ALWAYS = """
[data-testid="stHeader"] { background: none; pointer-events: none; height: 3rem; min-height: 3rem; }
[data-testid="stToolbar"] { pointer-events: none; }
[data-testid="stMainMenu"] { pointer-events: auto; }
[data-testid="stStatusWidget"], [data-testid="stSkipToContent"] { display: none; }
:is([data-testid="stMain"], [data-testid="stPopoverBody"]):focus-visible {
  outline: 2px solid var(--direction); outline-offset: -2px; }
[data-testid="stMainBlockContainer"] { max-width: 81.5rem; padding: 0.25rem 2rem 6rem; }
[data-testid="stMain"] p, [data-testid="stMain"] li { max-width: 46rem; }
:is([data-testid="stMain"], [data-testid="stPopoverBody"]) :is(p, h1, h2, h3, h4, h5, h6, li) { text-align: start; }
[data-testid="stTextInput"], [data-testid="stAlert"] { max-width: 60rem; }
.st-key-bar { min-height: 3rem; padding-inline-end: 2.5rem; }
@media (min-width: 88rem) { .st-key-bar { padding-inline-end: 0; } }
@media (max-width: 48rem) {
  [data-testid="stMainBlockContainer"] { padding: 0.25rem 1rem 4rem; }
  [data-testid="stMainMenu"] { display: none; }
  .st-key-bar { padding-inline-end: 0; }
}
:is([data-testid="stSelectbox"], [data-testid="stTextInput"]) input { line-height: 2; padding-block: 0; }
[data-testid="stCaptionContainer"], [data-testid="stCaptionContainer"] p { color: var(--muted); opacity: 1; }
[data-testid="stButtonGroup"] button[data-selected] p { color: var(--direction); }
[data-testid="stRadioOption"]:not([data-selected]) > div > div:first-child { border-color: var(--muted) !important; }
[data-testid="stCheckbox"] label:not([data-selected]) > div:empty { border-color: var(--muted) !important; }
[data-testid="stPopover"] button, [data-testid="stPopover"] button:hover { color: var(--direction) !important; }
[data-testid="stPopoverBody"] p { max-width: 34rem; }
:is([data-testid="stApp"], [data-testid="stPopoverBody"]) :is(a, button, summary, h1):focus-visible,
[data-testid="stRadioOption"]:has(:focus-visible), [data-testid="stCheckbox"] label:has(:focus-visible) {
  outline: 2px solid var(--direction) !important; outline-offset: 2px; }
[data-testid="stMetric"] [data-testid="stMetricLabel"] [data-testid="stMarkdownContainer"] p { white-space: normal; }
[class*="st-key-entry_"] { gap: 0.25rem; }
[class*="st-key-order_"] button p { position: absolute; width: 1px; height: 1px; overflow: hidden;
  clip-path: inset(50%); }
@media (min-width: 40.001rem) { [class*="st-key-order_"] { flex-wrap: nowrap; } }
[class*="st-key-preview_rtl_"] { direction: rtl; }
[class*="st-key-preview_ltr_"] { direction: ltr; }
[class*="st-key-preview_"] .facts { font-size: 0.8125rem; }
[class*="st-key-entry_"] img { border: 1px solid var(--rule); }
.st-key-formats { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 0.75rem 1rem; }
.st-key-formats [data-testid="stCheckbox"] label { align-items: start; }
.st-key-formats p { color: var(--muted); }
.st-key-formats p::first-line { color: var(--ink); }
@media (max-width: 48rem) { .st-key-formats { grid-template-columns: minmax(0, 1fr); } }
.st-key-first_steps { gap: 0.25rem 1.5rem; }
.lead { font-size: 1.375rem; line-height: 1.45; font-weight: 600; margin: 0.25rem 0 0.25rem; max-width: 46rem; }
.aside { color: var(--muted); margin: 0 0 0.75rem; max-width: 46rem; }
.finding { padding-inline-start: 0.75rem; border-inline-start: 3px solid var(--mark, #64748B); margin: 0; }
.finding p:last-child { margin-bottom: 0; }
.found { display: grid; grid-template-columns: repeat(4, minmax(0, 1fr)); gap: 0.25rem 1.5rem; }
@media (max-width: 60rem) { .found { grid-template-columns: repeat(2, minmax(0, 1fr)); } }
.found h3 { font-size: 0.8125rem; letter-spacing: 0.03em; margin: 0; padding: 0 0 0.25rem; font-weight: 600;
  border-bottom: 1px solid var(--rule); }
.found ul { list-style: none; margin: 0.25rem 0 0.5rem; padding: 0; }
.found li { margin: 0; padding: 0.125rem 0; display: flex; gap: 0.5rem; }
.found .mark { flex: none; width: 1rem; text-align: center; }
.found .points { font-variant-numeric: tabular-nums; white-space: nowrap; display: block; }
.found span.aside { display: block; margin: 0; font-size: 0.875rem; }
.facts { border-collapse: collapse; width: 100%; max-width: 60rem; font-variant-numeric: tabular-nums; margin: 0; }
.facts caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.facts th, .facts td { text-align: start; vertical-align: top; padding: 0.375rem 0.75rem; font-weight: 400; border: 0;
  border-bottom: 1px solid var(--rule); padding-inline-start: 0; }
.facts thead th { color: var(--muted); font-size: 0.8125rem; }
.facts .over th { font-weight: 600; padding-top: 0.875rem; }
.compared .quiet, .compared .said { color: var(--muted); }
.compared tbody th span, .compared .said { display: block; }
.compared .said { font-size: 0.875rem; }
.compared .whole { white-space: nowrap; }
.legend { display: none; }
.compared [scope="colgroup"] { color: inherit; font-weight: 600; border: 0; }
.compared .level { display: block; flex: none; inline-size: 8.5rem; }
.compared .bar { display: block; block-size: 0.375rem; margin-top: 0.25rem; background: var(--rule); }
.compared .bar span { display: block; block-size: 100%; background: var(--muted); }
@media (max-width: 40rem) {
  .lead { font-size: 1.125rem; }
  .found { grid-template-columns: minmax(0, 1fr); }
  .found .empty { display: flex; gap: 0.75rem; align-items: baseline; border-bottom: 1px solid var(--rule); }
  .found .empty h3 { border: 0; }
  .found .empty ul { margin: 0; }
}
@media (max-width: 52rem) {
  .facts thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .facts tr, .facts th, .facts td { display: block; border: 0; padding: 0.0625rem 0; }
  .facts tr { border-bottom: 1px solid var(--rule); padding: 0.375rem 0; }
  .facts tbody th { font-weight: 600; }
  .facts .over { border: 0; }
  .facts .over th { color: var(--muted); }
  .facts td { display: flex; justify-content: space-between; gap: 1rem; }
  .facts td::before { content: attr(data-head); color: var(--muted); }
  .compared td > span:last-child { text-align: end; }
  .compared .found-of::before { content: none; }
  .compared .found-of > span:first-child { flex: none; }
  .legend { display: block; color: var(--muted); font-size: 0.875rem; margin: 0; }
}
@media print {
  [data-testid="stHeader"], [class*="st-key-actions_"], [class*="st-key-pick_"], [class*="st-key-copy_"],
  .st-key-first_steps, [data-testid="stPopover"], [data-testid="stButton"], [data-testid="stDownloadButton"],
  [data-testid="stPageLink"] { display: none !important; }
  .st-key-bar { padding: 0; min-height: 0; }
  html, body, #root, [data-testid="stApp"], [data-testid="stAppViewContainer"], [data-testid="stMain"] {
    position: static !important; height: auto !important; overflow: visible !important; }
  [data-testid="stMainBlockContainer"] { max-width: none; padding: 0; }
  [data-testid="stColumn"], [class*="st-key-picture_"], [class*="st-key-chart_"], .finding, .found section, .facts tr,
  .paragraph { break-inside: avoid; }
  h1, h2, h3, h4, [data-testid="stHeading"], .stElementContainer:has([data-testid="stHeading"]) {
    break-inside: avoid; break-after: avoid; }
  @page { margin: 15mm; }
}
.paragraph { max-width: 46rem; margin: 0; padding: 0.75rem 0; line-height: 1.6; border-block: 1px solid var(--rule); }
.own { margin: 0.25rem 0 0.75rem; padding-inline-start: 0.75rem; border-inline-start: 3px solid var(--rule);
  max-width: 46rem; }
.own figcaption { color: var(--muted); font-size: 0.8125rem; }
.own blockquote { margin: 0; padding: 0; border: 0; color: inherit; opacity: 1; }
.own blockquote p { margin: 0; overflow-wrap: anywhere; text-align: start; }
.mapped { border-top: 1px solid var(--rule); padding-top: 0.75rem; max-width: 52rem; }
.mapped-sample, .mapped-why { color: var(--muted); font-size: 0.875rem; overflow-wrap: anywhere; }
.issue { padding: 0.5rem 0.75rem; border-inline-start: 3px solid #94A3B8; margin-bottom: 0.5rem; max-width: 52rem; }
.issue.error, .issue.warning { border-color: #C2570C; }
.issue.doubt { border: 1px solid #D32F2F; border-inline-start-width: 6px; background: rgba(211, 47, 47, 0.08); }
.issue.doubt ul { margin: 0.25rem 0 0; padding-inline-start: 1.25rem; }
"""
_RIGHT_TO_LEFT = """
[dir="rtl"] [data-testid="stToolbar"] > div > div:last-child { margin-left: 0; margin-right: auto; }
[dir="rtl"] [data-testid="stWidgetLabel"] > span + span { margin: 0 0.375rem 0 0; }
[dir="rtl"] [data-testid="stButtonGroup"] button[data-variant] { margin: 0 0 0 -1px; border-radius: 0; }
[dir="rtl"] [data-testid="stButtonGroup"] button[data-variant]:first-of-type { border-radius: 0 0.5rem 0.5rem 0; }
[dir="rtl"] [data-testid="stButtonGroup"] button[data-variant]:last-of-type {
  margin: 0; border-radius: 0.5rem 0 0 0.5rem; }
[dir="rtl"] [data-testid="stButtonGroup"] button[data-variant]:not([data-selected]) {
  border-color: var(--rule) !important; }
[dir="rtl"] :is([data-testid="stCheckbox"] label > div:not([data-testid]), [data-testid="stSliderTickBar"]) {
  direction: ltr; }
[dir="rtl"] [data-testid="stExpander"] summary [data-testid="stIconMaterial"] { transform: scaleX(-1); }
[dir="rtl"] [data-testid="stMarkdownContainer"] li { margin: 0.2em 1.15em 0.2em 0; padding: 0 0.3em 0 0; }
"""


_UPLOADER = """
[data-testid="stFileUploaderDropzone"] button p {{ font-size: 0; }}
[data-testid="stFileUploaderDropzoneInstructions"] span {{ font-size: 0; }}
[data-testid="stFileUploaderDropzone"] button p::after {{ content: "{button}"; font-size: 0.875rem; }}
[data-testid="stFileUploaderDropzoneInstructions"] span::after {{ content: "{limit}"; font-size: 0.875rem; }}
"""
"""Streamlit's uploader speaks English only; these stand over its words."""


def apply_style(look: Look, *, upload_button: str, upload_limit: str) -> None:
    """Writes the styles of all readers into the page, then those of this one: colours, words of the uploader."""
    of_ground = {
        "direction": look.palette.up,
        **{name: getattr(look.palette, name) for name in ("ink", "muted", "rule")},
    }
    colours = f":root {{ {' '.join(f'--{name}: {colour};' for name, colour in of_ground.items())} }}"
    uploader = _UPLOADER.format(button=upload_button, limit=upload_limit)
    st.html(f"<style>{_ALWAYS}{_ACTIONS}{_RIGHT_TO_LEFT}</style>")
    st.html(f"<style>{colours}{uploader}</style>")
