"""Why a command is turned down: a closed list of codes, and a sentence to act on."""

from typing import Literal

Code = Literal[
    "invalid",
    "forbidden",
    "not_found",
    "conflict",
    "paused",
    "ended",
    "too_long",
    "not_your_account",
    "needs_approval",
    "rate_limited",
    "too_large",
    "busy",
    "unavailable",
]
Retry = Literal["never", "same_ask", "after"]


class Refused(Exception):  # noqa: N818 - a refusal is an answer, not an error
    """A command turned down.

    Attributes:
        code: one of the closed list, for the client to switch on.
        detail: a sentence the person can act on.
        retry: whether the same ask may be sent again.
        after_ms: with `after`, how long to wait.
    """

    def __init__(self, code: Code, detail: str, *, retry: Retry = "never", after_ms: int = 0) -> None:
        super().__init__(f"{code}: {detail}")
        self.code = code
        self.detail = detail
        self.retry = retry
        self.after_ms = after_ms
