"""What must be on the machine: a JDK and Maven."""
import collections
import os
import re
import shutil
import tempfile
from pathlib import Path

from tools import Problem, places, programs


MAVEN = "mvn.cmd" if places.WINDOWS else "mvn"
MODULES = ("jdk.compiler", "jdk.jshell", "jdk.incubator.vector")
Jdk = collections.namedtuple("Jdk", "java home version vendor")

# gigabytes; below that nothing can be done, not even a log be written
FULL = 0.05
MAKE_ROOM = "The set-up takes about 1 GB: make room."

GET_TOOLS = """To get a JDK and Maven, for example
  Debian, Ubuntu   sudo apt install openjdk-17-jdk maven (or openjdk-21-jdk)
  Fedora           sudo dnf install java-21-openjdk-devel maven
  macOS            brew install maven; brew install --cask temurin
  Windows          winget install EclipseAdoptium.Temurin.21.JDK; https://maven.apache.org/install.html
  conda            conda env create -f environment.yml; conda activate gradus
then open a new terminal. To choose among several JDKs, set JAVA_HOME to the folder of one."""


def find_jdk():
    """The JDK of JAVA_HOME or else of the PATH, if it can compile and has what the kernel needs."""
    home = os.environ.get("JAVA_HOME")
    if home and (other := shutil.which("java")):
        try:
            return jdk_of(home)
        except Problem as problem:
            raise Problem(f"{problem}\nThe java of the PATH is {other}: to use that one, unset JAVA_HOME.") from None
    return jdk_of(home)


def jdk_of(home):
    java = shutil.which("java", path=str(Path(home, "bin")) if home else None)
    if not java:
        raise Problem(f"JAVA_HOME is {home}, but no java is in its bin folder. Set it to the folder of a JDK, or unset it."
                      if home else "There is no Java here: JAVA_HOME is not set and no java is on the PATH.\n" + GET_TOOLS)
    where = f"{java} ({'from JAVA_HOME' if home else 'first on the PATH'})"
    code, text = programs.answer([java, "-XshowSettings:properties", "-version"])
    facts = dict(re.findall(r"^ +(java\.\w+) = (.*?)\r?$", text, re.M))
    version = facts.get("java.version", "")
    major = re.match(r"(?:1\.)?(\d+)", version)
    if code or not major:
        raise Problem(f"{where} does not run. It says:\n{text.strip()[-500:]}\n{GET_TOOLS}")
    if int(major[1]) < 17:
        raise Problem(f"Gradus needs Java 17 or newer, but {where} is Java {version}.\n{GET_TOOLS}")
    folder = Path(facts.get("java.home", ""))
    if not (folder / "bin").is_dir():
        folder = Path(java).resolve().parent.parent
    modules = programs.answer([java, "--list-modules"])[1]
    missing = [module for module in MODULES if module + "@" not in modules]
    if not shutil.which("javac", path=str(folder / "bin")):
        missing.append("javac")
    if missing:
        raise Problem(f"{where} is Java {version}, but only a runtime, not a full JDK: {', '.join(missing)} missing.\n{GET_TOOLS}")
    return Jdk(shutil.which("java", path=str(folder / "bin")) or java, folder, version, facts.get("java.vendor", "unknown"))


def free_gigabytes(folder):
    return shutil.disk_usage(folder).free / 1e9


def full_disk():
    """In words when there is no room left, for our files or for what is unpacked meanwhile; else empty."""
    rooms = {str(folder): free_gigabytes(folder) for folder in (places.ROOT, tempfile.gettempdir())}
    told = " and ".join(f"{free:.1f} GB free in {folder}" for folder, free in rooms.items() if free < FULL)
    return f"The disk is full: {told}. {MAKE_ROOM}" if told else ""


def find_maven():
    maven = shutil.which(MAVEN)
    if not maven:
        raise Problem("There is no Maven here: no mvn is on the PATH. It builds the library.\n" + GET_TOOLS)
    return maven
