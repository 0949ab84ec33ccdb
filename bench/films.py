"""How long all films take to make, cold and warm, per minute of film, and how large they are.

Limits: 1.5 s per minute of film on two cores, cold, programs' start included; 100 MB in all. Judged
are the CPU seconds of two cores that have nothing else to do, for a shared machine makes the wall
clock say more of the others. Exit code 1 above a limit.
"""

import os
import sys
import tempfile
import time
from pathlib import Path

from jobvej.catalog.storyboard import read_storyboard
from jobvej.studio.render import RenderReport, render_films

LIMIT = 1.5
MEGABYTES = 100
CORES = 2
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
            begun, used = time.perf_counter(), sum(os.times()[:4])
            report: RenderReport = render_films(films, build_dir)
            seconds, cpu = time.perf_counter() - begun, sum(os.times()[:4]) - used
            rate = cpu / CORES / minutes
            print(
                f"{name:<24} {seconds:7.2f} s  {cpu:7.2f} CPU s  {rate:7.4f} s/min on {CORES} cores"
                f"  {rate / LIMIT:7.1%} of the limit"
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
    print(f"size: {megabytes:.1f} MB, {megabytes / minutes:.3f} MB per minute of film")
    return int(cold > LIMIT or megabytes > MEGABYTES)


if __name__ == "__main__":
    sys.exit(main())
