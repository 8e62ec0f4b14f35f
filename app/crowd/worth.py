"""What the words of an answer are worth to a reader who feels how hot it is.

For stand-ins, who read one post and not a whole storm: the order of the weights is that of the engine's
strategies, as published studies of crisis answers give it.
"""

from app.crowd.reading import Reading


def worth(reading: Reading, heat: float) -> float:
    """What the words alone are worth while the heat is 0 to 100; 0 is neither here nor there."""
    score = -0.3
    if reading.apology:
        score += 1.7 if reading.owned else 0.6
    elif reading.owned:
        score += 1.0
    score -= 1.4 * reading.conditional
    score -= 0.9 * (reading.policy and not reading.owned)
    score -= 1.9 * reading.blame
    score += 0.7 * reading.evidence + 0.7 * reading.promise
    score += 0.3 * reading.thanks + 0.5 * reading.empathy + 0.5 * reading.invitation
    score += 0.25 * reading.holding
    score -= reading.humour * (1.6 * heat / 50 - 0.4)
    return score
