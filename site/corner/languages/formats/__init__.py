"""Dates and times as each language writes them, where Django has nothing, or a 12-hour clock.

Django’s own formats stand for the languages that are not here.
"""
