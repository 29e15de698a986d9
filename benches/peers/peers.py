"""Times filters and recognisers written in Python on the comments of a file, one a line.

Prints a row for each: name, seconds of the quickest round, bytes, comments seen, comments flagged. `run.sh` calls it.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

ROUNDS = 3


def presidio() -> Callable[[str], bool]:
    """Presidio's Swedish patterns and its patterns for every country, without a language model."""
    from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
    from presidio_analyzer import predefined_recognizers as known
    from presidio_analyzer.nlp_engine import NlpArtifacts, NlpEngine

    class Nothing(NlpEngine):
        """Patterns need no tokens, lemmas or entities."""

        def load(self) -> None:
            pass

        def is_loaded(self) -> bool:
            return True

        def process_text(self, text: str, language: str) -> NlpArtifacts:
            return NlpArtifacts([], [], [], [], self, language)

        def process_batch(self, texts: Any, language: str, **_: Any) -> Iterator[tuple[str, NlpArtifacts]]:
            return ((text, self.process_text(text, language)) for text in texts)

        def is_stopword(self, word: str, language: str) -> bool:
            return False

        def is_punct(self, word: str, language: str) -> bool:
            return False

        def get_supported_entities(self) -> list[str]:
            return []

        def get_supported_languages(self) -> list[str]:
            return ["sv"]

    swedish = [name for name in dir(known) if name.startswith("Se") and name.endswith("Recognizer")]
    everywhere = ["CreditCardRecognizer", "EmailRecognizer", "IbanRecognizer", "IpRecognizer", "UrlRecognizer"]
    registry = RecognizerRegistry(recognizers=[], supported_languages=["sv"])
    for name in swedish + everywhere:
        registry.add_recognizer(getattr(known, name)(supported_language="sv"))
    registry.add_recognizer(known.PhoneRecognizer(supported_language="sv", supported_regions=["SE"]))
    engine = AnalyzerEngine(registry=registry, nlp_engine=Nothing(), supported_languages=["sv"])
    return lambda text: bool(engine.analyze(text=text, language="sv"))


def badwords() -> Callable[[str], bool]:
    """badwords-py with its Swedish and English lists."""
    from badwords import ProfanityFilter

    words = ProfanityFilter()
    words.init(languages=["sv", "en"])
    return lambda text: bool(words.filter_text(text))


def better_profanity() -> Callable[[str], bool]:
    """better_profanity with its own list."""
    from better_profanity import profanity

    profanity.load_censor_words()
    return profanity.contains_profanity


# Name, what makes it, and at most how many comments it sees: some are too slow for all.
PEERS: list[tuple[str, Callable[[], Callable[[str], bool]], int]] = [
    ("presidio-analyzer, Swedish patterns (Python)", presidio, 600),
    ("badwords-py, Swedish and English (Python)", badwords, 600),
    ("better_profanity (Python)", better_profanity, 30),
]


def main() -> None:
    comments = Path(sys.argv[1]).read_text(encoding="utf-8").split("\n")
    for name, make, most in PEERS:
        flags = make()
        seen = comments[:: max(1, len(comments) // most)]
        best, flagged = float("inf"), 0
        for _ in range(ROUNDS):
            start = time.process_time()
            flagged = sum(flags(text) for text in seen)
            best = min(best, time.process_time() - start)
        bytes_seen = sum(len(text.encode()) for text in seen)
        print(name, best, bytes_seen, len(seen), flagged, sep="\t", flush=True)


if __name__ == "__main__":
    main()
