"""One pass over a report's text: parse, mentions, times, quantities, attribution, modality."""
