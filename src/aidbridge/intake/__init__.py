"""Reports in any language into claims, each with its sentence; claims of several reports into one reconciled picture."""
