"""The questions that people ask, one function a question, for the command line and the pages alike.

In: the graph, or some of its flows. Out: who gets what, why, for how long, and what is not known, as values or as
sentences with the flows behind them.
It must not know: Markdown, HTML, or how an answer is laid out.
"""
