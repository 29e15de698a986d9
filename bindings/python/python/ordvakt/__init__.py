"""Screens Swedish comments against municipalities' own rules for social media.

A moderator is compiled once and screens any number of comments, from any number of threads:

>>> import ordvakt
>>> moderator = ordvakt.Moderator("kungalv")
>>> verdict = moderator.screen("Tack för den fina lekplatsen!")
>>> verdict.action
'publish'

A verdict recommends; a person decides. Positions are ``str`` indices:
``text[finding.span] == finding.matched``.
"""

from ._errors import LoadError, OrdvaktError
from ._ordvakt import (
    Diagnostic,
    Duty,
    Evidence,
    Finding,
    Moderator,
    Policy,
    Table,
    Verdict,
    __version__,
    categories,
    html_report,
    policies,
    verdict_schema,
)

__all__ = [
    "Diagnostic",
    "Duty",
    "Evidence",
    "Finding",
    "LoadError",
    "Moderator",
    "OrdvaktError",
    "Policy",
    "Table",
    "Verdict",
    "__version__",
    "categories",
    "html_report",
    "policies",
    "verdict_schema",
]
