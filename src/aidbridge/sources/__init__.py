"""The outside world's open data, read into the model's own forms."""
