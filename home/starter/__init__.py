"""What a newcomer finds in the site on the first day, written from the network's report of 2024.

One module a subject. `load.py` puts it into the tree; the command `load_starter_content` calls that.
"""
