"""What a scenario's crowd talks about, in pieces its grammar puts into sentences."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """One matter of the story, in words of the scenario's language.

    The pieces are put into sentences of many shapes, so none may need another ending or order of words
    there: each but `name` and `memes` is a whole sentence, begins as it would in the middle of a text (small,
    unless it is a name) and has no full stop at its end. None may name what is not known from StartEx on,
    for any of them may be said at any minute.

    Attributes:
        id: each only once.
        name: what people call it, something the brand does or has, without an article: "armrest rule".
        details: what was seen, and nobody disputes: "he had his belt on".
        claims: what is told and not certain: "he had paid for two seats".
        asks: questions, with their question mark: "who decided that?".
        demands: what people call on the brand to do: "publish the procedure".
        stories: what happened to the writer or theirs: "my sister was asked in front of her class".
        merits: what speaks for the brand: "their crews are kind people".
        offers: help from a stranger: "I can drive somebody to Port Brisa tonight".
        memes: phrases that may catch on, two to six words: "belt on, armrests down".
    """

    id: str
    name: str
    details: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    demands: tuple[str, ...] = ()
    stories: tuple[str, ...] = ()
    merits: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    memes: tuple[str, ...] = ()
