"""Dates and times as each language writes them, where Django has a 12-hour clock or shortens.

Django’s own formats stand for the languages that are not here.
"""
