"""The screens, a file each; ``shell`` is what they share, ``server`` what depends on Streamlit's internals."""
