"""What `./test` leaves to CI, so that it stays under ten minutes on two cores.

Nothing is left out altogether: of a test with many cases some stay, evenly spread, and of a subject
that a test walks through in full, its shorter tests stay. `./test -m ""` runs all, as CI does.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Final

import pytest

#: How many cases of a test stay.
STAY: Final = {
    "app/test_all_municipalities.py::test_a_link_opens_the_table_with_its_conditions": 1,
    "app/test_brought_file.py::test_a_colleague_looks_presses_and_all_see_it": 0,
    "app/test_companies.py::test_every_part_and_face": 6,
    "app/test_companies.py::test_the_map_can_be_taken_along": 1,
    "app/test_companies_hostile.py::test_mail": 2,
    "app/test_companies_hostile.py::test_panel_and_page": 2,
    "app/test_controls.py::test_every_row_of_buttons_changes_what_is_shown": 2,
    "app/test_controls.py::test_what_a_part_takes_changes_it_and_what_it_does_not_take_does_not": 10,
    "app/test_editions.py::test_pages_are_drawn": 2,
    "app/test_explorer.py::test_every_subject_in_every_face": 0,
    "app/test_files.py::test_no_text_in_a_file_is_a_number_with_its_unit": 10,
    "app/test_municipality.py::test_every_municipality_has_its_page": 3,
    "app/test_municipality.py::test_every_part_is_drawn": 1,
    "app/test_one_answer.py::test_every_page_gives_one_answer_and_says_what_it_is": 6,
    "app/test_one_answer.py::test_slides_and_fact_sheet_give_the_same_answer": 1,
    "app/test_other_counties.py::test_a_fact_sheet_says_what_is_not_loaded": 1,
    "app/test_other_counties.py::test_every_page_and_part_runs": 1,
    "app/test_other_counties.py::test_several_visitors_look_at_different_counties_at_once": 0,
    "app/test_other_counties.py::test_slides_count_nothing_that_is_not_loaded": 1,
    "app/test_other_counties.py::test_the_shipped_county_says_nothing_of_that": 0,
    "app/test_own_figures.py::test_a_figure_for_every_municipality_becomes_a_slide_and_files": 1,
    "app/test_protected_tables.py::test_a_colleague_s_file_is_set_against_the_region_s_register": 0,
    "app/test_protected_tables.py::test_made_up_records_are_never_set_against_real_firms": 0,
    "app/test_protected_tables.py::test_no_other_page_names_a_firm_of_the_records": 2,
    "app/test_protected_tables.py::test_no_part_of_the_page_names_a_firm": 1,
    "app/test_protected_tables.py::test_no_slide_says_how_many_records_there_are": 0,
    "app/test_protected_tables.py::test_the_base_in_use_is_named_with_year_and_source": 0,
    "app/test_protected_tables.py::test_the_page_about_data_shows_no_row_and_gives_no_file": 1,
    "app/test_protected_tables.py::test_the_region_s_register_is_not_lent_to_a_stranger_s_file": 1,
    "app/test_slides_in_links.py::test_every_picture_of_a_page_can_stand_in_a_link": 8,
    "app/test_take_along.py::test_everything_shown_can_be_taken_along": 10,
    "charts/paper/test_static.py::test_an_svg_is_well_formed_with_its_words_as_text": 4,
    "charts/paper/test_static.py::test_nothing_is_cut_and_no_words_lie_on_each_other": 6,
    "commands/test_encodings.py::test_a_list_of_faults_is_printed": 1,
    "commands/test_report.py::test_a_municipality_in_every_spelling": 1,
    "commands/test_report.py::test_a_report": 1,
    "commands/test_report.py::test_all_in_one_go_with_a_bar": 0,
    "data/test_editions.py::test_all_indicators_and_facts_are_worked_out": 0,
    "data/test_large.py::test_a_piece_with_a_fault_is_told_of_in_the_same_words": 8,
    "data/test_packages.py::test_a_broken_copy_of_the_shipped_data_is_refused_or_read": 4,
    "data/test_protected_faults.py::test_only_the_operator_reads_what_stands_in_a_protected_table": 6,
    "indicators/municipality/test_alike.py::test_a_distance_is_symmetric_and_not_negative": 0,
    "records/test_importing.py::test_a_bad_file_leaves_things_as_they_were": 8,
    "records/test_importing.py::test_a_bad_target_group_leaves_things_as_they_were": 2,
    "records/test_importing.py::test_a_failure_at_any_point_leaves_the_old_table": 1,
    "records/test_importing.py::test_no_bad_file_becomes_a_target_group": 3,
    "records/test_public.py::test_no_file_names_a_firm_or_gives_a_small_number": 1,
    "records/test_public.py::test_the_slide_on_who_was_reached_counts_the_records": 0,
    "records/test_published.py::test_a_difference_of_two_editions_is_never_about_few": 1,
    "records/test_published.py::test_firms_that_come_one_by_one_are_published_ten_at_a_time": 0,
    "records/test_store.py::test_a_retention_that_is_no_number_of_days_stops_an_import": 1,
    "records/test_store.py::test_somebody_at_the_terminal_is_asked": 1,
    "refresh/test_changes.py::test_the_commands": 0,
    "refresh/test_files.py::test_a_file_goes_through_the_same_steps": 1,
    "refresh/test_files.py::test_what_is_no_table_is_refused_in_words": 5,
    "refresh/test_injected.py::test_faults_in_any_step_leave_the_served_figures": 0,
    "refresh/test_injected.py::test_visitors_are_on_one_edition_at_a_time_while_others_are_published": 0,
    "refresh/test_steps.py::test_a_county_at_a_time_adds_up": 0,
    "refresh/test_steps.py::test_all_tables_of_all_agencies_become_one_edition": 1,
    "refresh/test_stops.py::test_a_fault_stops_the_refresh_and_leaves_what_is_served": 6,
    "register/test_queries.py::test_row_for_row_as_duckdb": 0,
    "reports/test_pdf.py::test_a_deck": 1,
    "reports/test_pdf.py::test_all_fact_sheets_are_two_accessible_pages": 0,
    "reports/test_pdf.py::test_all_fact_sheets_in_one_archive": 0,
    "reports/test_pptx.py::test_libreoffice_draws_every_slide": 0,
    "reports/test_pptx.py::test_the_same_deck_is_the_same_file": 1,
    "reports/test_pptx.py::test_widescreen_with_a_master_of_its_own": 1,
    "reports/test_validators.py::test_a_broken_deck_is_seen": 1,
    "reports/test_validators.py::test_a_deck_as_pdf_speaks": 1,
    "reports/test_validators.py::test_a_deck_in_powerpoint": 1,
    "sentences/test_municipality.py::test_the_measure_that_stands_out": 6,
    "sentences/test_municipality.py::test_three_or_four_sentences": 15,
    "slides/test_snapshot.py::test_what_is_saved_is_opened_again": 1,
    "test_package.py::test_an_import_into_data_that_an_update_replaces_is_refused": 0,
    "test_package.py::test_it_draws_and_speaks_swedish": 0,
    "test_said.py::test_the_fact_sheets_of_all_municipalities": 4,
    "ui/server/test_first.py::test_every_municipality_begins_with_its_name_and_figures": 0,
    "ui/server/test_no_request_leaves.py::test_no_request_leaves_and_nobody_waits": 0,
    "ui/server/test_start.py::test_a_fact_that_fails_costs_the_page_that_shows_it": 0,
    "ui/server/test_start.py::test_any_step_may_fail": 1,
    "ui/test_take_along.py::test_a_png_has_the_size_that_is_stated": 1,
}  # fmt: skip
#: Journeys in a browser that stay; the other tests in a browser are left to CI.
JOURNEYS: Final = {
    "test_away.py": 2,
    "test_companies.py": 1,
    "test_explorer.py": 1,
    "test_first_answer.py": 2,
    "test_journey.py": 1,
    "test_keyboard.py": 1,
    "test_map.py": 1,
    "test_municipality.py": 1,
    "test_phone.py": 2,
    "test_slide_show.py": 1,
    "test_upload.py": 1,
}


def mark(items: list[pytest.Item]) -> None:
    """Mark what is left to CI as ``thorough``."""
    cases: dict[str, list[pytest.Item]] = defaultdict(list)
    for item in items:
        name = item.nodeid.split("[")[0].removeprefix("tests/")
        journey = name.startswith("browser/")
        cases[name.split("::")[0] if journey else name].append(item)
    for name, found in cases.items():
        file = name.removeprefix("browser/")
        stay = JOURNEYS.get(file, 0) if file != name else STAY.get(name, len(found))
        kept = {round(at * (len(found) - 1) / max(stay - 1, 1)) for at in range(stay)}
        for at, item in enumerate(found):
            if at not in kept:
                item.add_marker(pytest.mark.thorough)
