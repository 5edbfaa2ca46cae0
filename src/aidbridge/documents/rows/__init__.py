"""Tables: headers and rows, the same for page, terminal and spreadsheet."""
