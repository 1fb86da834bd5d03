"""Reports of browsers about our Content-Security-Policy: a fault of ours, an extension of theirs, or an attack.

Anybody can send anything here, so what is kept is counts of what this code can name itself (`understood`), never words
that somebody sent but for the name of a host.
"""
