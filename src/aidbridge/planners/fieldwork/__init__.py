"""Field work: the daily tours of teams over the sites where a backlog is worked off."""
