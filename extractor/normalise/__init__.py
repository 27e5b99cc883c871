"""Printed Italian text to a value or a reason: pure functions that know Italian and nothing of pages.

A function gives the value, ``None`` where nothing is printed, or an ``Unread`` that says why the text gave no
value. None of them raises on any text, reads the clock, or depends on the locale.
"""
