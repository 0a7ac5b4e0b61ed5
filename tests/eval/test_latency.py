"""The speed measurements, with tiny models: both sides do the same work, the last line is JSON."""

import argparse
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import torch

from core.models.blip_decoding import CaptionDecoding
from core.settings import ROOT
from eval import full_size, full_size_pictures, latency_limit, latency_side
from eval.latency_report import BOOKS, Measured, rows

ROW = {"work", "ours_s", "baseline_s", "ratio", "limit_fraction", "peak_gib"}


def both(work: str, folder: Path) -> dict[str, dict[str, Any]]:
    """One turn of each side, in this process."""
    torch.set_num_threads(1)
    args = argparse.Namespace(device="cpu", scale=10, tokens=6, tiny=True, work=work)
    found = {}
    for side in ("ours", "baseline"):
        run = latency_side.WORKS[work](folder, side, args)
        found[side] = run()
    return found


@pytest.mark.parametrize("work", ["text_qwen", "text_gemma"])
def test_both_write_the_same_number_of_tokens(work: str, tmp_path: Path) -> None:
    sides = both(work, full_size.language_model(tmp_path / "model", work, tiny=True))
    assert sides["ours"]["done"] == sides["baseline"]["done"] == 6
    assert sides["ours"]["token_bytes"] > 10_000
    turn = latency_limit.limit(tiny=True)()
    assert {"float32 sum", "int8 product"} <= set(turn["rates"])
    (share,) = latency_limit.fractions([sides["ours"]], [turn])
    assert 0 < share <= 1


def test_the_limit_is_the_fastest_of_the_run_and_no_turn_is_beyond_it() -> None:
    def turns(*seconds: float) -> list[dict[str, Any]]:
        return [{"token_bytes": 100, "token_s": s} for s in seconds]

    limits = [{"rates": {"sum": 40.0, "product": 100.0}}, {"rates": {"sum": 50.0}}]
    assert latency_limit.fractions(turns(2, 4), limits) == [0.5, 0.25]
    assert latency_limit.fractions(turns(0.5, 1), limits) == [1.0, 0.5]
    assert latency_limit.fractions(turns(1), []) == []


def test_both_caption_five_pictures_to_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = []
    logits = CaptionDecoding.logits

    def counted(decoding: CaptionDecoding, tokens: torch.Tensor) -> torch.Tensor:
        steps.append(tokens.shape)
        return logits(decoding, tokens)

    monkeypatch.setattr(CaptionDecoding, "logits", counted)
    sides = both("captions", full_size.captioner(tmp_path / "model", tiny=True))
    assert sides["ours"]["done"] == sides["baseline"]["done"] == 5
    assert steps == [(5,)] * 20


def test_both_speak_for_the_same_time(tmp_path: Path) -> None:
    sides = both("narration", full_size.narrator(tmp_path / "model", tiny=True))
    # Sentence by sentence there are no blanks between them, but pauses.
    assert sides["ours"]["audio_s"] == pytest.approx(sides["baseline"]["audio_s"], rel=0.15)


def test_final_steps_are_the_same_and_the_rest_is_thrown_away(tmp_path: Path) -> None:
    sides = both("pictures_same", full_size_pictures.illustrator(tmp_path / "model", tiny=True))
    assert sides["ours"]["done"] == sides["baseline"]["done"] == 5
    # 5 and four times 2 of 3; the baseline paints four more of 5, and does not keep them.
    assert (sides["ours"]["steps"], sides["baseline"]["steps"]) == (13, 33)


def test_the_few_step_route_is_really_short(tmp_path: Path) -> None:
    sides = both("pictures_few", full_size_pictures.illustrator(tmp_path / "model", tiny=True))
    assert sides["ours"]["steps"] == 20
    assert sides["ours"]["full_s"] < sides["baseline"]["full_s"]


def test_rows_are_medians_and_books_are_sums() -> None:
    limit = [{"rates": {"float32 sum": 100.0}}]

    def one(work: str, ours: list[float], baseline: list[float], **more: Any) -> Measured:
        return Measured(
            work=work,
            ours=[{"seconds": s, "peak_gib": 1.0 + s / 100, **more} for s in ours],
            baseline=[{"seconds": s, "peak_gib": 9.0, "full_s": 10 * s} for s in baseline],
            limit=limit,
        )

    measured = {
        "captions": one("captions", [1, 2, 9], [6, 6, 7]),
        "text_qwen": one("text_qwen", [10], [50], token_bytes=60, token_s=1),
        "pictures_few": one("pictures_few", [3], [20]),
        "narration": one("narration", [5], [9]),
    }
    found = rows(measured, ["captions", "text_qwen", "pictures_few", "book_few"])
    assert all(set(row) == ROW for row in found)
    captions, text, pictures, book = found
    assert (captions["ours_s"], captions["baseline_s"], captions["ratio"]) == (2, 6, 3)
    assert (text["limit_fraction"], text["peak_gib"]) == (0.6, 1.1)
    assert (pictures["ours_s"], pictures["baseline_s"]) == (3, 200)
    assert book["ours_s"] == 2 + 10 + 3 + 5
    assert book["peak_gib"] == 1.1
    assert set(BOOKS["book_few"]) == set(measured)


def test_the_program_ends_with_one_line_of_json() -> None:
    command = [sys.executable, "-m", "eval.latency", "--tiny", "--only", "pool_hit"]
    command += ["--repeats", "1", "--device", "cpu"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    summary = json.loads(done.stdout.strip().splitlines()[-1])
    assert set(summary) == {"bench", "device", "dtype", "rows"}
    assert (summary["bench"], summary["device"]) == ("full-size", "cpu")
    [row] = summary["rows"]
    assert set(row) == ROW
    assert row["work"] == "pool_hit"
    assert 0 < row["ours_s"] < row["baseline_s"]
