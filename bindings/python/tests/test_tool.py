"""``python -m ordvakt`` and the script ``ordvakt`` are the binary ``ordvakt``, seen from outside."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from subprocess import PIPE

import pytest

# An environment that holds the wheel and nothing else, where one has been made.
PYTHON = os.environ.get("ORDVAKT_PYTHON", sys.executable)
MODULE = [PYTHON, "-m", "ordvakt"]
SCRIPT = [str(Path(PYTHON).with_name("ordvakt"))]
SAMPLE = str(Path(__file__).parents[3] / "tests" / "data" / "sample-export.csv")
ROW = b"Tack, det var fint!\n"

ENVIRONMENT = {
    **{name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "CLICOLOR_FORCE")},
    "COLUMNS": "100",
}

RUNS: list[tuple[int, list[str | bytes], bytes]] = [
    (0, ["--help"], b""),
    (0, ["--version"], b""),
    (0, ["screen", "--help"], b""),
    (0, ["policies"], b""),
    (0, ["policies", "kungalv", "--lang", "en", "--color", "always"], b""),
    (0, ["categories"], b""),
    (0, ["completions", "bash"], b""),
    (0, ["explain", "Ring mig på 070-174 06 05!"], b""),
    (0, ["explain", "-", "--format", "json"], "Hur då? 🙂".encode()),
    (0, ["screen", SAMPLE, "--policy", "kungalv"], b""),
    (1, ["screen", SAMPLE, "--format", "csv", "--fail-on", "review"], b""),
    (0, ["screen"], "Hej!\nRing 070-174 06 05.\n".encode("utf-16")),
    (2, [], b""),
    (2, ["scren"], b""),
    (2, ["screen", "--threads", "0"], b""),
    (2, ["screen", "no such file.csv"], b""),
    (2, ["explain", b"caf\xe9"], b""),
    (2, ["screen", b"caf\xe9.csv"], b""),
    (2, ["screen", "--input-format", "jsonl"], b'{"text": "Hej!"}\n{"text":\n'),
    (2, ["lists", "check", "no such folder"], b""),
]


def finished(tool: list[str], arguments: list[str | bytes], given: bytes) -> tuple[int, bytes, bytes]:
    run = subprocess.run([*tool, *arguments], input=given, capture_output=True, env=ENVIRONMENT)
    return run.returncode, run.stdout, run.stderr


def started(ignoring: bool = False) -> subprocess.Popen[bytes]:
    ignore = (lambda: signal.signal(signal.SIGINT, signal.SIG_IGN)) if ignoring else None
    return subprocess.Popen(
        [*MODULE, "screen", "--input-format", "text"],
        stdin=PIPE,
        stdout=PIPE,
        stderr=PIPE,
        env=ENVIRONMENT,
        preexec_fn=ignore,
        bufsize=0,
    )


@pytest.mark.parametrize(("status", "arguments", "given"), RUNS, ids=lambda value: str(value)[:60])
def test_it_is_the_binary(status: int, arguments: list[str | bytes], given: bytes) -> None:
    run = finished(MODULE, arguments, given)
    assert run[0] == status, run
    assert run[1] or run[2]
    assert b"Traceback" not in run[2]
    assert finished(SCRIPT, arguments, given) == run
    if binary := os.environ.get("ORDVAKT_TOOL"):
        assert finished([binary], arguments, given) == run


def test_the_binary_is_there() -> None:
    if "ORDVAKT_TOOL" not in os.environ:
        pytest.skip("ORDVAKT_TOOL names no binary to compare with")
    assert os.access(os.environ["ORDVAKT_TOOL"], os.X_OK)


def test_ctrl_c_ends_it_at_once() -> None:
    with started() as tool:
        assert tool.stdin
        assert tool.stdout
        assert tool.stderr
        tool.stdin.write(ROW)
        assert tool.stdout.readline().startswith(b"{"), "it is at work"
        tool.send_signal(signal.SIGINT)
        assert tool.wait(30) == -signal.SIGINT, "as by the signal, which shells look at"
        assert tool.stderr.read() == b""


def test_an_ignored_ctrl_c_stays_ignored() -> None:
    with started(ignoring=True) as tool:
        assert tool.stdin
        assert tool.stdout
        tool.stdin.write(ROW)
        assert tool.stdout.readline().startswith(b"{")
        tool.send_signal(signal.SIGINT)
        output, errors = tool.communicate(ROW, timeout=30)
        assert (tool.returncode, output.count(b"\n"), errors) == (0, 1, b"")


def test_a_closed_pipe_ends_it_quietly_while_more_input_is_awaited() -> None:
    with started() as tool:
        assert tool.stdin
        assert tool.stdout
        assert tool.stderr
        tool.stdin.write(ROW)
        assert tool.stdout.readline().startswith(b"{")
        tool.stdout.close()
        tool.stdin.write(ROW)
        # The other pipe stays open: it must not wait for the end of the input.
        assert tool.wait(30) == 2
        assert tool.stderr.read() == b""


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_closed_streams_are_no_files(closed: str, tmp_path: Path) -> None:
    output = tmp_path / "screened.jsonl"
    arguments = ["screen", SAMPLE, "--output", str(output), "--format", "jsonl"]
    run = subprocess.run(["sh", "-c", f'exec "$@" {closed}', "sh", *MODULE, *arguments], env=ENVIRONMENT)
    assert run.returncode == 0
    assert output.read_bytes() == finished(MODULE, ["screen", SAMPLE, "--format", "jsonl"], b"")[1]
