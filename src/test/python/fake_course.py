"""A course in a folder of its own, for tests of course.py: java and mvn are small scripts, and no package index listens."""
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path
from unittest import mock

from tools import places, setup

SOURCE = places.ROOT / "course.py"

JAVA = """#!/bin/sh
echo "Picked up JAVA_TOOL_OPTIONS: -Dversion=8" >&2
case "$1" in
  --list-modules) printf '{modules}' ;;
  *) printf '    java.home = {home}\\n    java.vendor = Nobody\\n    java.version = {version}\\n' >&2 ;;
esac
"""
MODULES = "java.base@17\\njdk.compiler@17\\njdk.incubator.vector@17\\njdk.jshell@17\\n"
MAVEN = """#!/bin/sh
echo "$JAVA_HOME $*" >> calls
mkdir -p target/lib && echo jar > target/gradus.jar && echo jar > target/lib/other.jar
"""


# ends a hang and nothing else
MINUTES = 10


def eventually(condition):
    """Waits for what another program does, and no longer than a hang is worth."""
    for _ in range(MINUTES * 60 * 10):
        if condition():
            return True
        time.sleep(0.1)
    return False


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@unittest.skipIf(os.name == "nt", "java and mvn are shell scripts here")
class Front(unittest.TestCase):
    """A course in a folder of its own, with a JDK and a Maven that only look like it."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.temp = Path(folder.name).resolve()
        self.root = self.temp / "dir mit ü leer"
        (self.root / "src/main/java").mkdir(parents=True)
        shutil.copy(SOURCE, self.root)
        shutil.copytree(places.ROOT / "tools", self.root / "tools", ignore=shutil.ignore_patterns("__pycache__"))
        self.write("pom.xml", "<project/>")
        self.write("src/main/java/A.java", "class A {}")
        self.write("src/kernel/java/B.java", "class B {}")
        self.write("requirements.txt", "nothing-of-this-name==1.0\n")
        self.write("requirements-dev.txt", "")
        self.write("notebooks/00-tour.ipynb", "first")
        self.bin = self.temp / "bin"
        self.jdk("jdk-17", "17.0.9")
        for tool in ("sh", "mkdir", "sleep", "git"):
            self.tool(self.bin, tool)
        self.script(self.bin / "java", JAVA, version="17.0.9", home=self.temp / "jdk-17", modules=MODULES)
        self.script(self.bin / "mvn", MAVEN)
        self.env = {"PATH": str(self.bin), "LC_ALL": "C", "HOME": str(self.temp), "PIP_CONFIG_FILE": os.devnull,
                    "PIP_INDEX_URL": f"http://127.0.0.1:{free_port()}/simple", "JAVA_TOOL_OPTIONS": "-Duser.language=de"}

    def write(self, name, text):
        file = self.root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
        return file

    def script(self, file, text, **values):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text.format(**values) if values else text, "utf-8")
        file.chmod(0o755)

    def tool(self, folder, name):
        folder.mkdir(exist_ok=True)
        if shutil.which(name):
            (folder / name).symlink_to(shutil.which(name))

    def jdk(self, name, version, modules=MODULES):
        home = self.temp / name
        self.script(home / "bin/java", JAVA, version=version, home=home, modules=modules)
        self.script(home / "bin/javac", "#!/bin/sh\n")
        return home

    def start(self, *arguments, **env):
        # as in a terminal: what runs in the background of a shell ignores Ctrl-C, and so would the one that we start
        hears = None if places.WINDOWS else lambda: signal.signal(signal.SIGINT, signal.SIG_DFL)
        return subprocess.Popen([sys.executable, str(self.root / "course.py"), *arguments], env={**self.env, **env}, preexec_fn=hears,
                                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, cwd=self.temp)

    def said(self, process):
        text = process.communicate(timeout=MINUTES * 60)[0].decode("utf-8")
        self.assertNotIn("Traceback", text)
        return process.returncode, text

    def course(self, *arguments, **env):
        return self.said(self.start(*arguments, **env))

    def says(self, words, *arguments, **env):
        """The command fails, and says these words."""
        code, text = self.course(*arguments, **env)
        self.assertEqual(1, code, text)
        for part in words:
            self.assertIn(part, text)
        return text

    def fake_packages(self):
        """An environment that looks set up."""
        self.script(self.root / ".venv/bin/python", f'#!/bin/sh\necho "$@" >> "{self.temp}/python-calls"\n')
        self.write(".venv/share/jupyter/kernels/java/jjava.jar", "")
        with mock.patch.object(places, "ROOT", self.root):
            for name in ("requirements.txt", "requirements-dev.txt"):
                self.write(f".venv/gradus-{name}.stamp", setup.fingerprint(name))

    def builds(self):
        calls = self.root / "calls"
        return calls.read_text().count("package") if calls.exists() else 0
