from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from queue import SimpleQueue

import pyarrow as pa

import ordvakt

THREADS = 32
TEXTS = [
    "Tack för den fina lekplatsen!",
    "Du är en tokstolle 🙂",
    "När öppnar badhuset?",
    "Ring 070-174 06 05 i kväll",
    "tok" * 200 + " tokstolle " * 50,
]


def test_one_moderator_serves_many_threads(moderator: ordvakt.Moderator) -> None:
    expected = [moderator.screen(text).to_json() for text in TEXTS]
    barrier = threading.Barrier(THREADS)

    def work(number: int) -> list[list[str]]:
        barrier.wait()
        rounds = []
        for turn in range(5):
            if (number + turn) % 4 == 0:
                verdicts = moderator.screen_batch(TEXTS, threads=2)
            else:
                verdicts = [moderator.screen(text) for text in TEXTS]
            rounds.append([verdict.to_json() for verdict in verdicts])
        return rounds

    with ThreadPoolExecutor(THREADS) as pool:
        for rounds in pool.map(work, range(THREADS)):
            assert rounds == [expected] * 5


def test_one_verdict_is_read_by_many_threads(moderator: ordvakt.Moderator) -> None:
    for _ in range(20):
        verdict = moderator.screen(TEXTS[1])
        barrier = threading.Barrier(THREADS)

        def read(
            verdict: ordvakt.Verdict = verdict, barrier: threading.Barrier = barrier
        ) -> tuple[ordvakt.Finding, ...]:
            barrier.wait()
            return verdict.findings

        with ThreadPoolExecutor(THREADS) as pool:
            results = [future.result() for future in [pool.submit(read) for _ in range(THREADS)]]
        assert all(result is results[0] for result in results)


def test_other_threads_run_during_a_batch(moderator: ordvakt.Moderator) -> None:
    ticks = 0
    done = threading.Event()

    def tick() -> None:
        nonlocal ticks
        while not done.wait(0.001):
            ticks += 1

    ticker = threading.Thread(target=tick)
    ticker.start()
    try:
        before = ticks
        moderator.screen_batch(TEXTS * 80, threads=1)
        assert ticks > before
    finally:
        done.set()
        ticker.join()


def test_tables_are_screened_by_many_threads(moderator: ordvakt.Moderator) -> None:
    expected = pa.table(moderator.screen_table(TEXTS))
    barrier = threading.Barrier(THREADS)

    def work(_: int) -> bool:
        barrier.wait()
        return all(pa.table(moderator.screen_table(TEXTS, threads=2)).equals(expected) for _ in range(3))

    with ThreadPoolExecutor(THREADS) as pool:
        assert all(pool.map(work, range(THREADS)))


def test_rules_are_reloaded_without_a_pause() -> None:
    def rules(word: str) -> ordvakt.Moderator:
        row = f"{word}\tword\t\tmild\tplain\tmade up\n"
        return ordvakt.Moderator(lists={"sv/svordomar.tsv": row}, builtin=False)

    text = "tokstolle knasboll"
    current = [rules("tokstolle")]
    expected = {current[0].ruleset: "tokstolle", rules("knasboll").ruleset: "knasboll"}
    done = threading.Event()
    used: SimpleQueue[str] = SimpleQueue()

    def work(_: int) -> None:
        while not done.is_set():
            verdict = current[0].screen(text)
            # A verdict is of the rules it was made under, whatever is loaded meanwhile.
            words = [f.matched for f in verdict.findings if f.category == "svordomar"]
            assert words == [expected[verdict.ruleset]]
            used.put(verdict.ruleset)

    with ThreadPoolExecutor(8) as pool:
        screening = [pool.submit(work, number) for number in range(8)]
        try:
            for turn in range(20):
                current[0] = rules(("knasboll", "tokstolle")[turn % 2])
                while used.get(timeout=30) != current[0].ruleset:
                    pass
        finally:
            done.set()
        for future in screening:
            future.result()
