"""Files are written whole or not at all, in the place and with the mode of what was there."""

from __future__ import annotations

import errno
import os
import pickle
import resource
import stat
from pathlib import Path

import pytest

from scripts.reading import writing
from scripts.reading.writing import UnwritableError


def holds(folder: Path) -> dict[str, str]:
    """The files in a folder, hidden or not, with their text."""
    return {path.relative_to(folder).as_posix(): path.read_text() for path in folder.rglob("*") if path.is_file()}


def mode(path: Path) -> int:
    """Who may read and write a file."""
    return stat.S_IMODE(path.stat().st_mode)


def test_a_file_keeps_its_mode(tmp_path: Path) -> None:
    """What only its group could read stays so."""
    path = tmp_path / "acme.yml"
    path.write_text("old", encoding="utf-8")
    path.chmod(0o640)
    writing.save(path, "new")
    assert (holds(tmp_path), mode(path)) == ({"acme.yml": "new"}, 0o640)


def test_a_new_file_has_the_mode_of_new_files(tmp_path: Path) -> None:
    """Not that of a temporary file, which nobody else may read."""
    (tmp_path / "plain").touch()
    writing.save(tmp_path / "saved", "text")
    writing.create(tmp_path / "created", "text")
    assert {mode(path) for path in tmp_path.iterdir()} == {mode(tmp_path / "plain")}


def test_of_several_files_none_is_written_if_one_cannot_be(tmp_path: Path) -> None:
    """What stands before it in the list is as it was."""
    (tmp_path / "a").write_text("old", encoding="utf-8")
    (tmp_path / "folder").mkdir()
    with pytest.raises(UnwritableError, match=r"/folder cannot be written: it is a folder; name a file$"):
        writing.save_all({tmp_path / "a": "new", tmp_path / "b": "new", tmp_path / "folder": "new"})
    assert holds(tmp_path) == {"a": "old"}


def test_of_several_files_all_are_put_back_if_a_later_one_cannot_be_moved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on Windows while another program holds it."""
    (tmp_path / "a").write_bytes(b"old, and \xff no text")
    (tmp_path / "c").write_bytes(b"old")
    move = os.replace

    def held(new: Path, path: Path) -> None:
        if path.name == "c":
            raise PermissionError(errno.EACCES, "held", str(path))
        move(new, path)

    monkeypatch.setattr(os, "replace", held)
    with pytest.raises(UnwritableError, match=r"/c cannot be written: you may not write there; "):
        writing.save_all({tmp_path / name: "new" for name in "abc"})
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a": b"old, and \xff no text", "c": b"old"}


def test_a_new_file_never_takes_the_place_of_another(tmp_path: Path) -> None:
    """Whoever was first has it."""
    (tmp_path / "acme.yml").write_text("old", encoding="utf-8")
    with pytest.raises(UnwritableError, match=r"it is there already; choose another name"):
        writing.create(tmp_path / "acme.yml", "new")
    assert holds(tmp_path) == {"acme.yml": "old"}


def test_a_folder_that_was_made_for_a_file_is_gone_without_it(tmp_path: Path) -> None:
    """Else the next try would meet a folder that something else has made."""
    (tmp_path / "file").touch()
    with pytest.raises(UnwritableError), writing.folders([tmp_path / "new" / "one", tmp_path / "new" / "two"]):
        writing.save(tmp_path / "file" / "nowhere", "text")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_what_is_added_to_a_file_is_added_whole_or_not_at_all(tmp_path: Path) -> None:
    """The limit stands for a disk that fills up in the middle."""
    path = tmp_path / "summary.md"
    writing.append(path, "one\n")
    writing.append(path, "two\n")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10, limits[1]))
    try:
        with pytest.raises(UnwritableError, match=r"no file may be so large here"):
            writing.append(path, "three\n")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert holds(tmp_path) == {"summary.md": "one\ntwo\n"}


def test_what_an_earlier_run_left_stays_if_the_new_cannot_be_written(tmp_path: Path) -> None:
    """A site of before is better than none."""
    writing.write(tmp_path, {"vendors/old.md": "old", "vendors/same.md": "old"})
    (tmp_path / "vendors" / "new.md").mkdir()
    with pytest.raises(UnwritableError):
        writing.write(tmp_path, {"vendors/same.md": "new", "vendors/new.md": "new", "offices/a.md": "new"})
    assert holds(tmp_path) == {"vendors/old.md": "old", "vendors/same.md": "old"}
    assert not (tmp_path / "offices").exists()


def test_a_folder_that_is_a_link_is_not_emptied(tmp_path: Path) -> None:
    """What lies where it leads is somebody else's."""
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "mine").write_text("mine", encoding="utf-8")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "vendors").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    with pytest.raises(UnwritableError, match=r"/docs/vendors cannot be written: it is a link; name what it leads to"):
        writing.write(tmp_path / "docs", {"vendors/acme.md": "new"})
    assert holds(tmp_path / "elsewhere") == {"mine": "mine"}


def test_a_file_that_is_right_is_not_touched(tmp_path: Path) -> None:
    """Else whoever watches the folder would build it again."""
    writing.write(tmp_path, {"vendors/acme.md": "text"})
    before = (tmp_path / "vendors" / "acme.md").stat()
    writing.write(tmp_path, {"vendors/acme.md": "text"})
    assert (tmp_path / "vendors" / "acme.md").stat() == before


def test_the_error_comes_whole_out_of_another_process() -> None:
    """Pages in other languages are written in processes of their own."""
    error = UnwritableError(errno.ENOSPC, "No space left on device", "docs/pages/a.md")
    assert str(pickle.loads(pickle.dumps(error))) == str(error)  # noqa: S301 - packed right here


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("Traceback …\nOSError: [Errno 28] No space left on device: 'a' -> 'b'\n\n", 28),
        ("Traceback …\nOSError: [Errno 27] File too large\n", 27),
        ("Traceback …\nFileNotFoundError: [Errno 2] No such file or directory: 'a'\n", None),
        ("OSError: [Errno 28] No space left on device\nand then something else\n", None),
        ("WARNING - a link leads nowhere\n", None),
        ("OSError: [Errno 99999999999999999999] ?", None),
    ],
)
def test_only_a_disk_that_takes_no_more_is_read_out_of_last_words(said: str, number: int | None) -> None:
    """Whatever else a program says is shown as it says it."""
    found = writing.refusal_in(said, Path("site"))
    assert (found and found.errno) == number


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives files away")
def test_root_takes_no_file_from_its_owner(tmp_path: Path) -> None:
    """As where a container mounts the folder of somebody else."""
    path = tmp_path / "acme.yml"
    path.touch()
    os.chown(path, 1234, 1234)
    writing.save(path, "new")
    assert (path.stat().st_uid, path.stat().st_gid) == (1234, 1234)
