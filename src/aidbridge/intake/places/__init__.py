"""Names of airfields, regions, cities and countries in reports, to the places that may be meant, each with how sure that is."""
