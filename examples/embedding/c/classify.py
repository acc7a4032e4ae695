#!/usr/bin/env python3
"""Reads a file with one report a line and prints one decision a line, in order; a line that
cannot be read gets {"line":n,"error":"...","problems":[...]} in its place.

    classify.py FILE [EDITION]      - stands for standard input

The library is found where `make` leaves it, or at COUNTING_RULES_LIBRARY. Exit status: 0, or 1
where a line could not be read, or 2 where nothing could.
"""

import json
import os
import sys
from ctypes import CDLL, POINTER, byref, c_char_p, c_int, c_size_t, c_void_p, string_at
from pathlib import Path

BUILT = Path(__file__).resolve().parent.parent / "target/release/libcounting_rules_c.so"
BOM = b"\xef\xbb\xbf"


class Failure(Exception):
    """Why there is no answer; `problems` are the mistakes of a report, each with its code and field.

    `status` says what is wrong, as cr_status in the header: 1 the report, 2 the edition.
    """

    def __init__(self, status, told):
        told = json.loads(told)
        super().__init__(told["error"])
        self.status = status
        self.problems = told.get("problems", [])


class Engine:
    """The rules, loaded once. Threads may share one."""

    def __init__(self, path=os.environ.get("COUNTING_RULES_LIBRARY", BUILT)):
        self._library = CDLL(str(path))
        text = POINTER(c_void_p)
        for name, arguments in {
            "cr_load": [POINTER(c_void_p), text],
            "cr_classify": [c_void_p, c_char_p, c_char_p, c_size_t, text],
        }.items():
            function = getattr(self._library, name)
            function.argtypes, function.restype = arguments, c_int
        for name in ["cr_free", "cr_free_engine"]:
            function = getattr(self._library, name)
            function.argtypes, function.restype = [c_void_p], None
        self._engine = c_void_p()
        self._answer(self._library.cr_load, byref(self._engine))

    def classify(self, report, edition=None):
        """The decision on a report, both as bytes of JSON; raises Failure."""
        edition = edition.encode() if edition is not None else None
        return self._answer(
            self._library.cr_classify, self._engine, edition, report, len(report)
        )

    def close(self):
        """Gives the engine back; it cannot be used after."""
        self._library.cr_free_engine(self._engine)
        self._engine = c_void_p()

    def _answer(self, function, *arguments):
        text = c_void_p()
        status = function(*arguments, byref(text))
        answer = string_at(text.value) if text.value else b""
        self._library.cr_free(text)
        if status != 0:
            raise Failure(status, answer)
        return answer


def classify_lines(engine, edition, lines, out):
    good = bad = 0
    for number, line in enumerate(lines, 1):
        report = line.removeprefix(BOM).strip(b" \t\n\f\r")
        if not report:
            continue
        try:
            answer = engine.classify(report, edition)
            good += 1
        except Failure as failure:
            told = {"line": number, "error": str(failure), "problems": failure.problems}
            answer = json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
            bad += 1
        out.write(answer + b"\n")
    out.flush()
    return 0 if bad == 0 else 2 if good == 0 else 1


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    path, edition = sys.argv[1], sys.argv[2] if len(sys.argv) == 3 else None
    engine = Engine()
    if path == "-":
        status = classify_lines(engine, edition, sys.stdin.buffer, sys.stdout.buffer)
    else:
        with open(path, "rb") as lines:
            status = classify_lines(engine, edition, lines, sys.stdout.buffer)
    engine.close()
    return status


if __name__ == "__main__":
    sys.exit(main())
