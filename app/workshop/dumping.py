"""A tree as YAML that the scenario reader takes: no aliases, no exponents."""

from decimal import Decimal
from typing import Any

import yaml

from app.workshop.values import Value

_WIDTH = 100
_DUMPER: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


class _Dumper(_DUMPER):  # type: ignore[misc]
    def ignore_aliases(self, _data: object) -> bool:
        """Equal things are written out each time."""
        return True

    def number(self, value: float) -> Any:
        """A number without an exponent, which the format has not."""
        return self.represent_scalar("tag:yaml.org,2002:float", f"{Decimal(repr(value)):f}")


_Dumper.add_representer(float, _Dumper.number)


def dumped(tree: Value) -> str:
    """The tree as text, its keys as they come."""
    text: str = yaml.dump(tree, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_WIDTH)
    return text
