"""Walking the pages with a template: anchors, blocks, raw cells, records."""
