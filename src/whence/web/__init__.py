"""What the pages and the report share: templates, style, and pictures drawn as SVG."""
