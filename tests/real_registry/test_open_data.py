"""The tests of the open data that hold for any records, on these."""

from tests.exports.test_open_data_descriptions import (
    test_every_file_is_as_its_schema_says,
    test_the_openapi_description_is_valid,
)
from tests.exports.test_open_data_graph import test_the_graph_comes_back_edge_for_edge
from tests.exports.test_open_data_tables import test_a_table_holds_what_the_json_holds, test_an_id_names_one_row

__all__ = [
    "test_a_table_holds_what_the_json_holds",
    "test_an_id_names_one_row",
    "test_every_file_is_as_its_schema_says",
    "test_the_graph_comes_back_edge_for_edge",
    "test_the_openapi_description_is_valid",
]
