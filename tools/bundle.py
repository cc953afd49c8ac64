"""Puts all that the set-up fetches into one file, for rooms without network.

On a machine that has the course and this file, `setup --bundle FILE` needs neither network nor Maven. It must have the same
system and the same Python as the machine that made the file, which its name tells.
"""
import json
import platform
import shutil
import sys
import tempfile
import zipfile
from pathlib import Path

from tools import Problem, places, programs, setup

FACTS = "bundle.json"


def arguments(parser):
    parser.add_argument("--output", metavar="FILE", type=Path, help="where to write it (otherwise into target/)")


def main(args):
    """Set up here, fetch the Python packages once more as files, and pack them with the library and its jars."""
    python, env = setup.set_up()
    places.TARGET.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=places.TARGET, prefix="bundle-") as folder:
        wheels = ["-m", "pip", "download", "--no-input", "-d", folder, "-r", places.ROOT / setup.STUDENT]
        if programs.step("Python packages, as files", [python, *wheels], "bundle.log", env, (r"^Collecting ", "packages")) != 0:
            setup.failed("pip could not fetch the Python packages.", "bundle.log", r"Retrying \(|ProxyError|SSLError")
        system = this_system(programs.answer([python, "-c", "import platform; print(platform.python_version())"])[1].strip())
        file = args.output or places.TARGET / f"gradus-{'-'.join(system.values())}.zip"
        half = file.with_name(file.name + ".unfinished")
        with zipfile.ZipFile(half, "w") as archive:
            archive.writestr(FACTS, json.dumps({**system, "sources": setup.sources(), "packages": setup.contents(setup.STUDENT)}))
            for wheel in sorted(Path(folder).iterdir()):
                archive.write(wheel, f"wheels/{wheel.name}")
            for jar in [places.TARGET / "gradus.jar", *sorted((places.TARGET / "lib").iterdir())]:
                archive.write(jar, jar.relative_to(places.TARGET).as_posix())
        half.replace(file)
    print(f"{file} is ready, {file.stat().st_size / 1e6:.0f} MB. Elsewhere: python3 course.py setup --bundle {file.name}")
    return 0


def this_system(python=platform.python_version()):
    return {"system": sys.platform, "machine": platform.machine().lower(), "python": "py" + ".".join(python.split(".")[:2])}


def unpack(file, folder):
    """Put the jars where the build would, and give the folder with the Python packages."""
    try:
        with zipfile.ZipFile(file) as archive:
            facts = json.loads(archive.read(FACTS))
            archive.extractall(folder)
    except (OSError, ValueError, KeyError, zipfile.BadZipFile) as error:
        raise Problem(f"{file} is no bundle: {error}\nOne is made with `course.py bundle`, on a machine with network.") from None
    here = this_system()
    for what, found in here.items():
        if facts[what] != found:
            raise Problem(f"{file} was made for {' '.join(facts[name] for name in here)}, and this is {' '.join(here.values())}: "
                          "make one on such a machine.")
    if facts["sources"] != setup.sources() or facts["packages"] != setup.contents(setup.STUDENT):
        raise Problem(f"{file} belongs to another version of the course: make one from this version.")
    places.TARGET.mkdir(exist_ok=True)
    shutil.rmtree(places.TARGET / "lib", ignore_errors=True)
    shutil.copytree(Path(folder) / "lib", places.TARGET / "lib")
    shutil.copyfile(Path(folder) / "gradus.jar", places.TARGET / "gradus.jar")
    return Path(folder) / "wheels"
