"""The verbs, one a file: the only place that reads options, prints, exits or looks at a clock.

In: what somebody typed. Out: words on a terminal, files, and an exit code.
It must not know: how anything is worked out. Nothing knows this room.
"""
