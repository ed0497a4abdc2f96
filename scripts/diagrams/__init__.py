"""Graph → diagrams: what one question asks, placed by Graphviz, drawn as SVG that a page can hold."""

from scripts.diagrams.drawing import Drawing, of_data, of_everything, of_party, of_service
from scripts.diagrams.svg import figure

__all__ = ["Drawing", "figure", "of_data", "of_everything", "of_party", "of_service"]
