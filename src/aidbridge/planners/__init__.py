"""One room per decision, all with the same anatomy: problem, bound, heuristic, solve, explain."""
