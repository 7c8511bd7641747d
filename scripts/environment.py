"""Makes and checks the private environments in .tea/ from a lock file with hashes.

Promises that .tea/NAME is either absent, or the environment that was there before, or a complete new one: an
interrupted build is never seen, and of two builders at once the second waits. Standard library only.

    python environment.py check|build ROOT NAME LOCKFILE
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path


def main() -> int:
    act, root, name, lock_name = sys.argv[1:]
    folder, lock_file = Path(root) / ".tea", Path(root) / lock_name
    wanted = stamp_for(folder, name, lock_file)
    if act == "check":
        return 0 if fits(folder / name, wanted) else 1
    folder.mkdir(exist_ok=True)
    with (folder / f"{name}.lock").open("w") as lock:
        if not try_lock(lock.fileno()):
            show("Another ./tea is preparing the environment; waiting for it ...")
            fcntl.flock(lock, fcntl.LOCK_EX)
        if fits(folder / name, wanted) and runs(folder / name):
            return 0
        return build(folder, name, lock_file, wanted, lock.fileno())


def stamp_for(folder: Path, name: str, lock_file: Path) -> str:
    """What must be equal for an environment to be used: the lock file, Python's version, the place."""
    lock_hash = hashlib.sha256(lock_file.read_bytes()).hexdigest()
    version = ".".join(map(str, sys.version_info[:2]))
    return f"{lock_hash}\n{version} {sys.platform}\n{folder / name}\n"


def fits(environment: Path, wanted: str) -> bool:
    """The stamp is written last, so where it stands the environment is complete."""
    try:
        return (environment / ".stamp").read_text() == wanted and (environment / "bin/python").exists()
    except (OSError, UnicodeDecodeError):
        return False


def runs(environment: Path) -> bool:
    """False when the Python that it was made from is gone or broken."""
    python = environment / "bin/python"
    return subprocess.run([python, "-I", "-c", ""], capture_output=True, check=False).returncode == 0


def try_lock(lock: int) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def build(folder: Path, name: str, lock_file: Path, wanted: str, lock: int) -> int:
    """Builds beside the old environment and swaps a link; a server that runs from the old one goes on."""
    old = Path(os.path.realpath(folder / name))
    key = hashlib.sha256(wanted.encode()).hexdigest()[:12]
    new = folder / f"{name}-{key}" if old.name != f"{name}-{key}" else folder / f"{name}-{key}-again"
    shutil.rmtree(new, ignore_errors=True)
    show(f"Preparing Teahouse's own environment in {folder / name} (once, and after updates)")
    if not install(new, lock_file, folder / f"{name}.log", lock):
        shutil.rmtree(new, ignore_errors=True)
        show(f"The environment could not be made. The whole report: {folder / name}.log")
        return 1
    (new / ".stamp").write_text(wanted)
    swap(folder / name, new)
    for other in folder.glob(f"{name}-*"):
        if other not in (new, old):
            shutil.rmtree(other, ignore_errors=True)
    return 0


def swap(link: Path, target: Path) -> None:
    """Points `link` at `target` in one step; a real folder in its place (from elsewhere) makes way first."""
    if link.is_dir() and not link.is_symlink():
        shutil.rmtree(link)
    fresh = link.with_name(f"{link.name}.swap")
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(target.name)
    fresh.replace(link)


def install(new: Path, lock_file: Path, log: Path, lock: int) -> bool:
    """Tries each installer that is there, in a fresh folder each, until one succeeds."""
    with log.open("w") as report:
        for title, make, put in installers(new, lock_file):
            shutil.rmtree(new, ignore_errors=True)
            report.write(f"== {title}\n")
            report.flush()
            if run(make, report.name, lock, 0) == 0 and run(put, report.name, lock, count(lock_file)) == 0:
                return True
            show(f"  {title} did not succeed: {last_complaint(log)}")
    return False


def installers(new: Path, lock_file: Path) -> list[tuple[str, list[str], list[str]]]:
    """(name, command that makes the empty environment, command that fills it), the quickest first."""
    python = str(new / "bin/python")
    bare = [sys.executable, "-I", "-m", "venv", "--without-pip", str(new)]
    want = ["--require-hashes", "-r", str(lock_file)]
    quiet = ["--disable-pip-version-check", "--no-input", "--progress-bar", "off"]
    found = []
    if os.environ.get("TEA_UV") != "no" and shutil.which("uv"):
        fill = ["uv", "pip", "install", "--compile-bytecode", "--python", python, *want]
        found.append(("uv", bare, fill))
    if pip := pip_version():
        if pip >= (22, 3):
            fill = [sys.executable, "-m", "pip", "--python", python, "install", *quiet, *want]
        else:  # Before --python: run the outer pip by the inner Python, blind to what is installed outside.
            fill = [python, pip_folder(), "install", "--ignore-installed", *quiet, *want]
        found.append(("pip", bare, fill))
    else:  # Python's own copy of pip, where the distribution has not taken it out.
        whole = [sys.executable, "-I", "-m", "venv", str(new)]
        found.append(("Python's bundled pip", whole, [python, "-m", "pip", "install", *quiet, *want]))
    return found


def pip_version() -> tuple[int, ...] | None:
    match = re.match(r"pip (\d+)\.(\d+)", ask("-m", "pip", "--version"))
    return tuple(map(int, match.groups())) if match else None


def pip_folder() -> str:
    return ask("-c", "import pip; print(pip.__path__[0])").strip()


def ask(*arguments: str) -> str:
    """What the building Python prints, or nothing where it fails."""
    command = [sys.executable, "-P", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


def count(lock_file: Path) -> int:
    return sum(1 for line in lock_file.read_text().splitlines() if re.match(r"[A-Za-z0-9]", line))


def run(command: list[str], log: str, lock: int, total: int) -> int:
    """Runs one command into the log, counting packages on the screen.

    The child holds the builder's lock too: if the builder is killed, nobody builds beside what it left.
    """
    with (
        Path(log).open("a") as report,
        subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            pass_fds=(lock,),
            cwd=Path(log).parent,  # not the caller's folder: Python would look for modules there
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
        ) as child,
    ):
        assert child.stdout is not None
        seen = 0
        for line in child.stdout:
            report.write(line)
            if match := re.match(r"\s*(Collecting|\+) ([\w.-]+)", line):
                seen += 1
                step(f"  {min(seen, total)}/{total} {match[2].split('==')[0]}")
            elif line.startswith(("Installing collected", "Prepared ", "Resolved ")):
                step("  installing ...")
        code = child.wait()
    if total and code == 0:
        step("  done")
        show("")
    return code


def last_complaint(log: Path) -> str:
    lines = [line.strip() for line in log.read_text(errors="replace").splitlines() if line.strip()]
    wrong = [line for line in lines if re.match(r"(?i)error|×|x ", line)]
    return (wrong or lines or ["it said nothing"])[-1][:200]


def step(text: str) -> None:
    """Progress on one line of a terminal; where nobody watches, a line each."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\033[K{text}")
        sys.stderr.flush()
    else:
        show(text)


def show(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        show("\nStopped; run ./tea again to go on.")
        sys.exit(130)
