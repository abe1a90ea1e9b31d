"""Every table, measure, source and definition, with downloads; method; accessibility."""

from vbdash.ui.data import page as data_page
from vbdash.ui.session import current_view

view = current_view("data")

data_page.opening(view)
part = data_page.choose_part(view)
data_page.draw(view, part)
data_page.other_parts(view, part)
