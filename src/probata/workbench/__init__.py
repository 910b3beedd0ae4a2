"""The workbench: a desk in the browser, for reading, comparing and judging. A face: no logic of its own."""
