"""A run can be stopped, killed or fail at any time: nothing half-made is served."""

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import av
import pytest

from jobvej.catalog.film import Film
from jobvej.studio import cache, render
from jobvej.studio.render import SIZES, Progress, render_films
from tests.studio.storyboards import files, unfinished


def assert_whole(build_dir: Path, films: list[Film]) -> None:
    """Every served film can be played to its end."""
    seconds = {f"{film.file_stem}{kind}.mp4": film.seconds for film in films for kind in SIZES}
    for path in (build_dir / "films").glob("*.mp4"):
        with av.open(str(path)) as container:
            assert container.duration / 1e6 == pytest.approx(seconds[path.name], abs=0.05)
            width = 640 if ".360." in path.name else 1280
            assert all(frame.width == width for frame in container.decode(video=0))


def test_a_stopped_run_leaves_whole_files_and_goes_on(tmp_path: Path, films: list[Film]) -> None:
    def stop(progress: Progress) -> None:
        if progress.done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        render_films(films[:3], tmp_path, on_progress=stop, workers=1)
    assert len(files(tmp_path)) == 6
    assert not unfinished(tmp_path)
    report = render_films(films[:3], tmp_path, workers=1)
    assert [one.film for one in report.made] == [films[2]]
    assert_whole(tmp_path, films)


def test_what_a_killed_run_left_half_made_is_swept_out(tmp_path: Path, sample: Film) -> None:
    folders = cache.FilmFolders(tmp_path)
    folders.open()
    old, fresh = (folders.cache / f"{name}.mp4.part-4711" for name in ("old", "fresh"))
    for part in (old, fresh):
        part.write_bytes(b"half")
    two_hours_ago = time.time() - 7200
    os.utime(old, (two_hours_ago, two_hours_ago))
    render_films([sample], tmp_path)
    assert not old.exists()
    assert fresh.exists(), "another run may be writing it"


def test_a_file_that_fails_while_being_written_never_appears(tmp_path: Path) -> None:
    folders = cache.FilmFolders(tmp_path)
    folders.open()
    target = folders.film("cv.x.video.00000000")
    target.write_bytes(b"before")
    with pytest.raises(OSError), folders.whole(target) as part:
        part.write_bytes(b"half")
        raise OSError("the disk is full")
    assert target.read_bytes() == b"before"
    assert not unfinished(tmp_path)


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGKILL])
def test_ctrl_c_and_kill_leave_no_half_film_and_no_process(
    tmp_path: Path, films: list[Film], sent: signal.Signals
) -> None:
    command = [sys.executable, "-c", "from jobvej.cli import main; main()", "film"]
    process = subprocess.Popen(
        [*command, "--root", str(tmp_path), "build", "--all"],
        start_new_session=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    assert "lavet" in process.stdout.readline()
    if sent == signal.SIGINT:
        os.killpg(process.pid, sent)  # as a terminal does: to all of them
        _, said = process.communicate(timeout=60)
        assert process.returncode == 130
        assert said == "Stoppet. Det, der er lavet, er gemt. Kør igen for at fortsætte.\n"
        assert not unfinished(tmp_path)
        assert len(files(tmp_path / "build")) < 3 * len(films), "films were begun after Ctrl-C"
    else:
        process.kill()
        process.communicate(timeout=60)
    assert_no_process_left(process.pid)
    assert_whole(tmp_path / "build", films)
    report = render_films(films, tmp_path / "build", workers=1)
    assert report.unchanged
    assert len(files(tmp_path / "build")) == 3 * len(films)
    assert_whole(tmp_path / "build", films)


def assert_no_process_left(group: int) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return
        time.sleep(0.05)
    os.killpg(group, signal.SIGKILL)
    pytest.fail("a worker outlived the run")


def test_workers_leave_ctrl_c_to_the_run() -> None:
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=context, initializer=render._begin_worker) as pool:
        assert pool.submit(signal.getsignal, signal.SIGINT).result() == signal.SIG_IGN
