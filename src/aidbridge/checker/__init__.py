"""The second opinion: judges a finished plan rule by rule, from the resolved mission and the plan alone."""
