"""How long films take to make: seconds per minute of film, cold and warm, for all storyboards.

Limit: 1.5 s per minute of film on two cores, cold, programs' start included. Exit code 1 above it.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from jobvej.catalog.storyboard import read_storyboard
from jobvej.studio.render import RenderReport, render_films

LIMIT = 1.5
ROOT = Path(__file__).parent.parent


def main() -> int:
    """Print the figures; 1 when a cold run is above the limit."""
    films = [
        film
        for path in sorted(ROOT.glob("videos/*/*.md"))
        if (film := read_storyboard(path, ROOT)[0])
    ]
    minutes = sum(film.seconds for film in films) / 60
    print(f"{len(films)} films, {minutes:.1f} minutes; limit {LIMIT} s per minute of film")
    with tempfile.TemporaryDirectory() as folder:
        build_dir = Path(folder)

        def measure(name: str) -> float:
            begun = time.perf_counter()
            report: RenderReport = render_films(films, build_dir)
            seconds = time.perf_counter() - begun
            rate = seconds / minutes
            print(
                f"{name:<28} {seconds:7.2f} s  {rate:7.4f} s/min  {rate / LIMIT:7.1%} of the limit"
                f"  ({report.encoded} slides encoded, {len(report.unchanged)} films unchanged)"
            )
            return rate

        cold = measure("cold")
        made = list((build_dir / "films").iterdir())
        megabytes = sum(path.stat().st_size for path in made if path.suffix == ".mp4") / 1e6
        for path in made:
            path.unlink()
        measure("warm, files joined anew")
        measure("warm, nothing to do")
    print(f"size: {megabytes / minutes:.3f} MB per minute of film")
    return int(cold > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
