"""How a socket ends when we end it."""

from app.wire.closing import Close


class Goodbye(Exception):  # noqa: N818 - an ending, not an error
    """This socket is to be closed, and why."""

    def __init__(self, code: Close) -> None:
        super().__init__(code.name)
        self.code = code
