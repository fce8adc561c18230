"""A figure as a list of what is drawn, which Plotly, Typst and native charts draw alike."""
