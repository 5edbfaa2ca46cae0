"""What each section of the page says, as values ready to be laid out by its template."""
