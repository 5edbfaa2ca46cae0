"""aidbridge: from a call for help to a checked relief mission."""
