"""A figure as a list of what is drawn, which browsers, Plotly, Typst and native charts draw alike."""
