"""Tests of the records in `registry/`, whosever they are: they know no id, no name and no number of them."""
