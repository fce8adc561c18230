"""The screens: a file each, what they share in ``shell``, and what hangs on Streamlit's insides in ``server``."""
