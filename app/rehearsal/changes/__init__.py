"""What each family of events changes; called by `evolve` alone."""
