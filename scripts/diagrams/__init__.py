"""Pictures: what one question asks of the graph, placed by Graphviz and drawn as SVG; and cards of some lines to share.

In: the graph and the subject of a question; the lines of a card. Out: the SVG, and the flows that each of its lines
stands for; a card as PNG.
It must not know: the page that holds it, which says where links lead.
"""

from scripts.diagrams.drawing import Drawing, of_data, of_everything, of_party, of_service
from scripts.diagrams.svg import figure

__all__ = ["Drawing", "figure", "of_data", "of_everything", "of_party", "of_service"]
