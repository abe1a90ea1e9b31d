"""The colours hold on both pages, for every kind of colour vision."""

from itertools import pairwise

import numpy as np
import pytest

from vbdash.charts import palette
from vbdash.charts.palette import PAGE_DARK, PAGE_LIGHT, contrast, lightness, luminance, text_on

#: Machado, Oliveira and Fernandes (2009), severity 1.0, for linear RGB.
DEFICIENCIES = {
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
                   [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
                     [-0.011820, 0.042940, 0.968881]],
}  # fmt: skip


def _lab(colour: str, matrix: list[list[float]]) -> np.ndarray:
    channels = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    linear = np.clip(np.array(matrix) @ linear, 0, 1)
    xyz = np.array(
        [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
    ) @ linear / np.array([0.9505, 1.0, 1.089])  # fmt: skip
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def test_contrast_agrees_with_the_published_extremes() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)  # WebAIM's example
    assert contrast("#123456", "#123456") == 1
    assert contrast("#fff000", "#000fff") == contrast("#000fff", "#fff000")


@pytest.mark.parametrize(
    "colour", sorted({palette.ACCENT, palette.CONTEXT, palette.OUTLINE, *palette.CATEGORY})
)
def test_marks_are_told_from_the_page_in_both_themes(colour: str) -> None:
    assert contrast(colour, PAGE_LIGHT) >= 3
    assert contrast(colour, PAGE_DARK) >= 3


@pytest.mark.parametrize(
    "fill", [*palette.CATEGORY, *palette.SEQUENTIAL, palette.MISSING, "#777777"]
)
def test_text_on_a_fill_can_be_read(fill: str) -> None:
    assert contrast(text_on(fill), fill) >= 4.5


def test_words_can_be_read_and_survive_a_switch_of_themes() -> None:
    assert contrast(palette.TEXT["light"], PAGE_LIGHT) >= 4.5
    assert contrast(palette.TEXT["dark"], PAGE_DARK) >= 4.5
    assert contrast(palette.TEXT["light"], PAGE_DARK) >= 3
    assert contrast(palette.TEXT["dark"], PAGE_LIGHT) >= 3


def test_amounts_get_evenly_darker() -> None:
    steps = [a - b for a, b in pairwise(lightness(c) for c in palette.SEQUENTIAL)]
    assert min(steps) >= 8
    assert len(palette.SEQUENTIAL) == 5


@pytest.mark.parametrize("vision", DEFICIENCIES)
def test_the_first_categories_differ_for_every_vision(vision: str) -> None:
    labs = [_lab(colour, DEFICIENCIES[vision]) for colour in palette.CATEGORY[:4]]
    distances = [np.linalg.norm(a - b) for i, a in enumerate(labs) for b in labs[i + 1 :]]
    assert min(distances) > 10


def test_colour_is_never_the_only_carrier() -> None:
    assert len(set(palette.SYMBOLS)) == len(set(palette.CATEGORY)) == len(palette.CATEGORY) == 7


def test_luminance_runs_from_black_to_white() -> None:
    assert luminance("#000000") == 0
    assert luminance("#ffffff") == pytest.approx(1)
    assert lightness("#ffffff") == pytest.approx(100)
