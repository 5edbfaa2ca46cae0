"""Missions, resolved missions and plans to and from files, with every fault of an input collected."""
