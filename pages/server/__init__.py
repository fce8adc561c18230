"""What hangs on the insides of Streamlit or Plotly, each held by a contract test in ``tests/pages/server``."""
