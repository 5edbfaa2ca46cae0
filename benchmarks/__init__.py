"""Speed and quality, measured. Each module is one command: `python -m benchmarks.<name>`."""
