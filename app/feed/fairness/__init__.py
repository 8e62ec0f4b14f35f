"""What nobody may be told, whoever speaks: slurs, threats, private data, attacks on bodies."""

from app.feed.fairness.unfair import Unfair, UnfairSort, unfair

__all__ = ["Unfair", "UnfairSort", "unfair"]
