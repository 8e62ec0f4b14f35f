"""How a bench prints what it found: a line as soon as it is known."""


def row(what: str, figure: str, note: str = "") -> None:
    """One line of the table."""
    print(f"  {what:<44} {figure:>14}  {note}", flush=True)
