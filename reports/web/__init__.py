"""One page to send: HTML that needs nothing from outside."""
