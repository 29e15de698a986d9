"""What ordvakt raises of its own; only loading and evidence can fail."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ._ordvakt import Diagnostic


class OrdvaktError(Exception):
    """Anything that ordvakt raises of its own."""


class LoadError(OrdvaktError, ValueError):
    """Lists, patterns or a policy could not be loaded."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        super().__init__(diagnostics)

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Everything that is wrong, by file and line."""
        diagnostics: tuple[Diagnostic, ...] = self.args[0]
        return diagnostics

    def __str__(self) -> str:
        return "\n".join(str(diagnostic) for diagnostic in self.diagnostics)
