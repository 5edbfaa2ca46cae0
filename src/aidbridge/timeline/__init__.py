"""The compiled kernel that turns decisions into times under all limits."""
