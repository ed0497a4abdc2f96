"""The tests of a site that hold for any records, on these."""

from tests.site.test_browser import (
    test_every_kind_of_page_is_quiet_fits_and_can_be_used_by_everyone,
    test_every_page_is_easy_to_read,
)
from tests.site.test_headers import test_every_page_has_its_policy
from tests.site.test_site import (
    test_every_link_and_anchor_leads_somewhere,
    test_every_page_can_be_read_with_eight_years_of_school,
    test_ids_are_unique_on_each_page,
    test_nothing_comes_from_another_host,
    test_record_pages_stay_out_of_the_navigation,
)
from tests.site.test_whole_table import (
    test_each_cell_says_what_the_graph_answers,
    test_the_picture_stands_for_the_flows_of_the_table,
)

__all__ = [
    "test_each_cell_says_what_the_graph_answers",
    "test_every_kind_of_page_is_quiet_fits_and_can_be_used_by_everyone",
    "test_every_link_and_anchor_leads_somewhere",
    "test_every_page_can_be_read_with_eight_years_of_school",
    "test_every_page_has_its_policy",
    "test_every_page_is_easy_to_read",
    "test_ids_are_unique_on_each_page",
    "test_nothing_comes_from_another_host",
    "test_record_pages_stay_out_of_the_navigation",
    "test_the_picture_stands_for_the_flows_of_the_table",
]
