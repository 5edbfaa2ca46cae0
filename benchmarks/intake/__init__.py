"""How well reports are read: recall and precision by language over a folder of labelled cases, and the pack generator."""
