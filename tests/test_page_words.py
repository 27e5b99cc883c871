"""Both readers give the words that a page shows, and where they stand."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from extractor.page import READERS, Page, Word, open_reader
from extractor.page.cleaning import NOT_TEXT

_spec = importlib.util.spec_from_file_location("page_pdfs", Path(__file__).with_name("page_pdfs.py"))
