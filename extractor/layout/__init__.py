"""Geometry: page furniture, lines, label chains, columns, rows and paragraphs. It knows no language and no engine."""
