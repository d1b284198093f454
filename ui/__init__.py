"""What the page shows: pure rendering of answers, its style and its little JavaScript."""
