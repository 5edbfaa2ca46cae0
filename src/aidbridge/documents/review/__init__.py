"""The review of what reports say: the page with every claim beside its sentence, and the form as CSV and Excel."""
