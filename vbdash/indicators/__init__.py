"""Tables in, tables out: pure functions, no Streamlit, no drawing."""
