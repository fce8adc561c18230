"""What depends on the internals of Streamlit or Plotly; ``tests/pages/server`` has a contract test for each use."""
