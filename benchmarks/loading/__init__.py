"""Loading measured against best known answers and peers: `python -m benchmarks.loading`."""
