"""Graph → diagrams: what one question asks, placed by Graphviz, drawn as SVG that a page can hold."""
