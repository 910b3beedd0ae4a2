"""How records read in words, the same on a terminal, a page and in a report; and text of others made plain to see."""
