"""The tests of the open data that hold for any records, on these."""

from tests.exports.test_open_data import files, test_every_record_has_a_file_and_is_on_the_list
from tests.exports.test_open_data_descriptions import (
    about,
    test_every_file_is_as_its_schema_says,
    test_every_key_of_a_file_is_described,
    test_the_openapi_description_is_valid,
    test_what_is_not_stated_is_counted_by_what_it_is_about,
    test_what_the_table_of_companies_holds_is_counted,
)
from tests.exports.test_open_data_graph import test_the_graph_comes_back_edge_for_edge
from tests.exports.test_open_data_tables import (
    test_a_column_holds_only_the_words_of_its_list,
    test_a_fact_is_a_value_or_a_state,
    test_an_unknown_fact_names_a_cell_that_is_not_stated,
    test_every_flow_every_cookie_and_every_unknown_fact_is_a_row,
    test_parquet_holds_the_tables_with_our_types,
    test_sqlite_holds_the_tables_with_their_types_and_keys,
    test_the_key_of_a_table_names_one_row,
    test_what_a_row_names_is_there,
)

__all__ = [
    "about",
    "files",
    "test_a_column_holds_only_the_words_of_its_list",
    "test_a_fact_is_a_value_or_a_state",
    "test_an_unknown_fact_names_a_cell_that_is_not_stated",
    "test_every_file_is_as_its_schema_says",
    "test_every_flow_every_cookie_and_every_unknown_fact_is_a_row",
    "test_every_key_of_a_file_is_described",
    "test_every_record_has_a_file_and_is_on_the_list",
    "test_parquet_holds_the_tables_with_our_types",
    "test_sqlite_holds_the_tables_with_their_types_and_keys",
    "test_the_graph_comes_back_edge_for_edge",
    "test_the_key_of_a_table_names_one_row",
    "test_the_openapi_description_is_valid",
    "test_what_a_row_names_is_there",
    "test_what_is_not_stated_is_counted_by_what_it_is_about",
    "test_what_the_table_of_companies_holds_is_counted",
]
