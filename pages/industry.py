import streamlit as st

from vbdash.ui.view import current_view

view = current_view()
st.write(view.selection, view.link)
