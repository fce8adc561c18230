"""A picture's title and description inside its file, where those who can't see it, and programs, find them."""

from __future__ import annotations

import struct
import zlib
from html import escape

from words import writable

PRINTED_DOTS_AN_INCH = 300
"""At which a PNG is printed in the size that it was made for."""
_PNG = b"\x89PNG\r\n\x1a\n"
_DOTS_A_METRE = round(PRINTED_DOTS_AN_INCH / 0.0254)


def described_png(png: bytes, title: str, description: str, language: str) -> bytes:
    """A PNG that says how large it is printed (``pHYs``), and what it shows (``iTXt`` Title and Description)."""
    head = len(_PNG) + 12 + struct.unpack(">I", png[8:12])[0]
    return b"".join(
        (
            png[:head],
            _chunk(b"pHYs", struct.pack(">IIB", _DOTS_A_METRE, _DOTS_A_METRE, 1)),
            _words("Title", title, language),
            _words("Description", description, language),
            png[head:],
        )
    )


def described_svg(svg: bytes, title: str, description: str, language: str) -> bytes:
    """An SVG whose first elements are its title and its description, in a language."""
    opening, rest = svg.split(b">", 1)
    says = f' role="img" xml:lang="{language}" aria-labelledby="title description"'
    inside = f'<title id="title">{_text(title)}</title><desc id="description">{_text(description)}</desc>'
    return b"".join((opening, says.encode(), b">", inside.encode(), rest))


def _words(keyword: str, text: str, language: str) -> bytes:
    head = keyword.encode("latin-1") + b"\0\0\0" + language.encode() + b"\0\0"
    return _chunk(b"iTXt", head + writable(text).encode())


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def _text(text: str) -> str:
    return escape(writable(text), quote=False)
