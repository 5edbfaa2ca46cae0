"""Where the decisions meet: resolve, the pipeline of planners, coverage, figures, bounds."""
