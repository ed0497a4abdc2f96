"""How records become a site: a folder a room, and a room knows only those before it.

reading → registry → rules → words → answers → diagrams → authoring → correspondence → changes → observation →
exports → site → reports → cli. Each says in its first lines what goes in, what comes out, and what it must not know.
"""
