"""Values and evidence put into the text of a record: comments and layout around them stay as they were."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from schemas import fields
from schemas.part import Loc, Part
from scripts.authoring.text_edits import Edit, Lines, apply
from scripts.authoring.yaml_values import WIDTH, as_entry, has_entries, in_block, inline, on_line
from scripts.reading.yaml_text import Document


class Insertion:
    """Changes to the text of one record, each at a place that is known before any of them is made."""

    def __init__(self, document: Document, model: type[Part]) -> None:
        """Take the record as it is."""
        self.document, self.model = document, model
        self._text, self._lines = document.text, Lines(document.text)
        self._values: list[Edit] = []
        self._evidence: dict[int, list[tuple[int, str]]] = defaultdict(list)
        """By the offset that it comes to: how deep the part stands that it is for, and what is inserted."""

    def text(self) -> str:
        """The text with all changes."""
        edits = list(self._values)
        for start, several in self._evidence.items():
            # Two parts may end at one place: what belongs to the inner one comes first.
            new = "".join(text for _, text in sorted(several, key=lambda one: -one[0]))
            needs_line = new.endswith("\n") and start > 0 and self._text[start - 1] != "\n"
            edits.append(Edit(start, start, f"\n{new}" if needs_line else new))
        if "\r\n" in self._text:  # as an editor on Windows ends lines
            edits = [edit._replace(text=edit.text.replace("\n", "\r\n")) for edit in edits]
        return apply(self._text, edits)

    def replace(self, loc: Loc, value: Any) -> None:
        """Put another value at a place where one plain value stands."""
        lines, place = self._lines, self.document.places[loc]
        column = place.start[1]
        is_in_block = not any(self._is_in_brackets(loc[:depth]) for depth in range(len(loc)))
        written = inline(value)
        if is_in_block and place.key and column + len(written) > WIDTH and isinstance(value, (dict, list)):
            start, end = lines.offset(place.start), lines.offset(place.end)
            line_end = self._line_end(end)
            rest = self._text[end:line_end].rstrip()  # a comment stays beside its key
            block = f"{rest}\n{in_block(value, place.key[1] + 2)}".rstrip("\n")
            self._values.append(Edit(self._before_spaces(start), line_end, block))
        else:
            self._values.append(lines.over(place.start, place.end, written))

    def add(self, loc: Loc, name: str, value: Any) -> None:
        """Put a key that is not there yet into the part at a place, where its model has it."""
        places, lines = self.document.places, self._lines
        if any(self._is_in_brackets(loc[:depth]) for depth in range(len(loc) + 1)):
            self._insert_in_brackets(loc, loc, f"{name}: {inline(value)}")
            return
        here, part = self._at(loc), fields.part_at(self.model, loc)
        order = list(fields.keys(part)) if part else []
        before = [key for key in order[: order.index(name)] if key in here]
        column = min(key[1] for other in here if (key := places[(*loc, other)].key))
        first = places[(*loc, next(iter(here)))].key or (0, 0)
        start = self._line_after((*loc, before[-1])) if before else lines.offset((first[0], 0))
        written = f"{' ' * column}{name}:\n{in_block(value, column + 2)}" if has_entries(value) else None
        self._insert(loc, start, written or on_line(name, value, column))

    def append(self, loc: Loc, name: str, new: dict[str, Any]) -> None:
        """Add one more entry to a list in the part at a place, such as a piece of evidence; begin the list with it."""
        if (*loc, name) in self.document.places:
            self._append(loc, (*loc, name), new)
        else:
            self.add(loc, name, [new])

    def _append(self, part: Loc, loc: Loc, piece: dict[str, Any]) -> None:
        """Add one more entry to a list."""
        place = self.document.places[loc]
        if self._text[self._lines.offset(place.start)] == "[":
            self._insert_in_brackets(part, loc, inline(piece))
        else:
            self._insert(part, self._line_after(loc), as_entry(piece, place.start[1]))

    def _insert_in_brackets(self, part: Loc, loc: Loc, text: str) -> None:
        """Insert right behind the last entry: behind that there may be a comma, a comment, or both."""
        here = self._at(loc)
        last = next(reversed(here if isinstance(here, dict) else range(len(here))), None)
        if last is None:
            self._insert(part, self._lines.offset(self.document.places[loc].start) + 1, text)
        else:
            self._insert(part, self._lines.offset(self.document.places[(*loc, last)].end), f", {text}")

    def _insert(self, part: Loc, start: int, text: str) -> None:
        self._evidence[start].append((len(part), text))

    def _line_after(self, loc: Loc) -> int:
        """Where the line after a value begins. A block ends for the loader only where the next begins."""
        end = 0
        for other, place in self.document.places.items():
            if other[: len(loc)] == loc:
                start = self._lines.offset(place.start)
                is_block = isinstance(self._at(other), (dict, list)) and self._text[start] not in "[{"
                end = max(end, start if is_block else self._before_spaces(self._lines.offset(place.end)))
        return min(self._line_end(end) + 1, len(self._text))

    def _line_end(self, at: int) -> int:
        end = self._text.find("\n", at)
        return len(self._text) if end < 0 else end

    def _before_spaces(self, end: int) -> int:
        """Where the text before an offset ends, without the spaces and line ends there."""
        while end and self._text[end - 1].isspace():
            end -= 1
        return end

    def _at(self, loc: Loc) -> Any:
        here: Any = self.document.data
        for step in loc:
            here = here[step]
        return here

    def _is_in_brackets(self, loc: Loc) -> bool:
        return self._text[self._lines.offset(self.document.places[loc].start)] in "[{"
