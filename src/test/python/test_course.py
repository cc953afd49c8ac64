"""Tests of course.py: what it says when something is missing, and that half-done work is repaired.

Nothing is fetched, and no real JDK or Maven is used: see fake_course.py.
"""
import ast
import contextlib
import io
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import unittest
from pathlib import Path
from unittest import mock

from fake_course import JAVA, MAVEN, MODULES, SOURCE, Front, eventually, free_port
from tools import Problem, appearance, doctor as doctor_command, kernel, machine, places, programs, setup


class Machine(Front):
    def test_no_java(self):
        (self.bin / "java").unlink()
        self.says(["There is no Java here", "JAVA_HOME is not set", "sudo apt install openjdk-17-jdk"], "lab")

    def test_java_home_without_java(self):
        self.says([f"JAVA_HOME is {self.temp}/nowhere", "no java is in its bin folder"], "setup", JAVA_HOME=f"{self.temp}/nowhere")

    def test_old_java_and_which_one(self):
        old = self.jdk("jdk-8", "1.8.0_402")
        self.says([f"{old}/bin/java (from JAVA_HOME) is Java 1.8.0_402", "Java 17 or newer"], "setup", JAVA_HOME=str(old))
        self.script(self.bin / "java", JAVA, version="11.0.2", home=old, modules=MODULES)
        self.says([f"{self.bin}/java (first on the PATH) is Java 11.0.2"], "setup")

    def test_a_runtime_without_compiler(self):
        jre = self.jdk("jre-17", "17.0.9", "java.base@17\\n")
        (jre / "bin/javac").unlink()
        self.says(["not a full JDK", "jdk.jshell", "javac missing"], "setup", JAVA_HOME=str(jre))

    def test_a_java_that_does_not_run(self):
        self.script(self.bin / "java", "#!/bin/sh\necho Unable to locate a Java Runtime.\nexit 1\n")
        self.says(["does not run", "Unable to locate a Java Runtime."], "setup")

    def test_no_maven(self):
        (self.bin / "mvn").unlink()
        self.says(["There is no Maven here", "sudo apt install openjdk-17-jdk maven"], "setup")
        self.assertFalse((self.root / ".venv").exists(), "nothing is begun that cannot be finished")

    def test_old_python(self):
        code = f"import runpy, sys; sys.version_info = (3, 9, 1); runpy.run_path({str(SOURCE)!r}, run_name='__main__')"
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
        self.assertEqual((1, ""), (done.returncode, done.stdout))
        self.assertIn("Gradus needs Python 3.10 or newer; this is Python 3.9", done.stderr)
        ast.parse(SOURCE.read_text("utf-8"), feature_version=(3, 6))  # so far back the sentence is reached

    def test_doctor_tells_all_that_is_missing_at_once(self):
        for name in ("java", "mvn"):
            (self.bin / name).unlink()
        text = self.says(["MISSING JDK", "MISSING Maven", "MISSING Java kernel", "MISSING arithmetic", "Missing: JDK, Maven, Java kernel"], "doctor")
        self.assertRegex(text, r"ok +Python +3\.\d+")
        self.assertEqual(1, text.count("sudo apt install openjdk"), "each line of advice once")
        self.assertFalse((self.root / "target").exists(), "doctor changes nothing")

    def test_a_foreign_java_home_names_the_java_that_would_do(self):
        old = self.jdk("jdk-11", "11.0.2")
        self.says(["but", "(from JAVA_HOME) is Java 11.0.2", f"The java of the PATH is {self.bin / 'java'}: to use that one, unset JAVA_HOME."],
                  "doctor", JAVA_HOME=str(old))

    @unittest.skipIf(hasattr(os, "geteuid") and os.geteuid() == 0, "root may write everywhere")
    def test_a_folder_that_cannot_be_written_to(self):
        self.root.chmod(0o555)
        self.addCleanup(self.root.chmod, 0o755)
        self.says(["MISSING folder", "cannot be written to", "copy the course to a folder of your own"], "doctor")

    def test_a_full_disk(self):
        """In one line, of `doctor` and of a set-up that fails for it; what is set up needs hardly any room."""
        def doctor(gigabytes, built):
            with mock.patch.object(machine, "free_gigabytes", lambda folder: gigabytes), \
                    mock.patch.object(setup, "is_built", lambda: built), \
                    mock.patch.object(kernel, "told", lambda folder: (built, "told")), contextlib.redirect_stdout(io.StringIO()) as printed:
                doctor_command.main(None)
            return next(line for line in printed.getvalue().splitlines() if re.match(r"\w+ +disk ", line))

        self.assertEqual(f"MISSING disk        0.0 GB free in {places.ROOT}", doctor(0.001, built=True))
        self.assertEqual(f"MISSING disk        0.4 GB free in {places.ROOT}", doctor(0.4, built=False))
        self.assertEqual(f"ok      disk        0.4 GB free in {places.ROOT}", doctor(0.4, built=True))
        full = mock.patch.object(machine, "free_gigabytes", lambda folder: 0.001 if folder == places.ROOT else 5)
        with mock.patch.multiple(places, ROOT=self.root, TARGET=self.root / "target"):
            programs.log_file("pip.log").write_text("")
            with full, self.assertRaises(Problem) as problem:
                setup.failed("pip could not install the Python packages.", "pip.log")
            self.assertEqual(f"The disk is full: 0.0 GB free in {self.root}. The set-up takes about 1 GB: make room.", str(problem.exception))
            programs.log_file("pip.log").write_text("ERROR: [Errno 28] No space left on device\n")
            with mock.patch.object(machine, "free_gigabytes", lambda folder: 2), self.assertRaises(Problem) as problem:
                setup.failed("pip could not install the Python packages.", "pip.log")
            self.assertEqual("pip could not install the Python packages. The disk was full meanwhile. The set-up takes about 1 GB: make room.",
                             str(problem.exception))

    def test_whose_reader_has_enough_ends_without_an_error(self):
        for command in (["doctor"], ["--help"], ["lab", "--help"]):
            with self.subTest(command):
                process = self.start(*command)
                process.stdout.close()
                self.assertEqual(0, process.wait(600))


class Printed(io.StringIO):
    """Printed to a terminal or not; does something once when enough is printed."""

    def __init__(self, terminal, until, then):
        super().__init__()
        self.terminal, self.until, self.then = terminal, until, then

    def isatty(self):
        return self.terminal

    def write(self, text):
        super().write(text)
        if self.then and re.search(self.until, self.getvalue()):
            self.then()
            self.then = None


class SetUp(Front):
    def test_pip_without_network_and_an_environment_without_pip(self):
        self.script(self.root / ".venv/bin/python", "#!/bin/sh\nexit 1\n")
        text = self.says(["pip could not install the Python packages", "did not get through to the network", "HTTPS_PROXY",
                          str(self.root / "target/pip.log")], "setup")
        self.assertIn("a virtual environment in .venv", text)
        pip = subprocess.run([self.root / ".venv/bin/python", "-m", "pip", "--version"], capture_output=True)
        self.assertEqual(0, pip.returncode, "the environment was made anew")
        self.assertEqual(0, self.builds())

    def test_the_kernel_runs_on_the_jdk_that_was_checked(self):
        self.fake_packages()
        self.assertEqual(0, self.course("setup")[0])
        spec = json.loads((self.root / ".venv/share/jupyter/kernels/java/kernel.json").read_text("utf-8"))
        self.assertEqual(str(self.temp / "jdk-17/bin/java"), spec["argv"][0])
        self.assertEqual("message", spec["interrupt_mode"])
        self.assertTrue(spec["env"]["JJAVA_CLASSPATH"].endswith("dir mit ü leer/target/gradus.jar"))
        self.assertIn("UTF-8", spec["env"]["LC_ALL"])
        self.assertIn(f"{self.temp}/jdk-17 ", (self.root / "calls").read_text(), "and so does Maven")

        self.assertEqual(0, self.course("setup", JAVA_HOME=str(self.jdk("jdk-25", "25.0.1")))[0])
        spec = json.loads((self.root / ".venv/share/jupyter/kernels/java/kernel.json").read_text("utf-8"))
        self.assertEqual(str(self.temp / "jdk-25/bin/java"), spec["argv"][0])
        self.assertEqual(1, self.builds(), "another JDK needs no new jar")

    def test_jupyterlab_gets_its_settings_and_its_style_and_keeps_what_else_is_set(self):
        self.fake_packages()
        settings = self.write(".venv/share/jupyter/lab/settings/overrides.json", '{"mine": {"a": 1}}')
        self.assertEqual(0, self.course("setup")[0])
        self.assertEqual({"mine", *appearance.SETTINGS}, set(json.loads(settings.read_text("utf-8"))))
        folder = self.root / ".venv/share/jupyter/labextensions" / appearance.NAME
        build = json.loads((folder / "package.json").read_text("utf-8"))["jupyterlab"]["_build"]
        self.assertIn(json.dumps(appearance.STYLE), (folder / build["load"]).read_text("utf-8"))

    def kernel_starts(self):
        argv = json.loads((self.root / ".venv/share/jupyter/kernels/java/kernel.json").read_text("utf-8"))["argv"]
        return argv[argv.index("-Xmx700m") + 1:]

    def test_our_kernel_is_compiled_with_the_jdk_that_was_checked(self):
        self.fake_packages()
        self.assertEqual(0, self.course("setup")[0])
        jar = str(self.root / ".venv/share/jupyter/kernels/java/jjava.jar")
        self.assertEqual(["-cp", f"{self.root}/target/kernel:{jar}", "gradus.javakernel.Main", "{connection_file}"], self.kernel_starts())
        self.assertRegex(self.course("doctor")[1], r"ok +Java kernel +in ")
        stamp = (self.root / "target/kernel/gradus.stamp").stat().st_mtime_ns
        self.course("setup")
        self.assertEqual(stamp, (self.root / "target/kernel/gradus.stamp").stat().st_mtime_ns, "done once")
        self.write("src/kernel/java/B.java", "class B { int changed; }")
        self.course("setup")
        self.assertNotEqual(stamp, (self.root / "target/kernel/gradus.stamp").stat().st_mtime_ns)
        self.assertEqual(1, self.builds(), "and the library stays as it is")

    def test_a_kernel_that_does_not_compile_leaves_jjava_and_doctor_says_so(self):
        self.fake_packages()
        script = (self.bin / "java").read_text("utf-8")
        (self.temp / "jdk-17/bin/java").write_text(script.replace("case ", '[ "$1" = -m ] && echo "B.java:1: error" && exit 1\ncase ', 1), "utf-8")
        self.assertEqual(0, self.course("setup")[0])
        jar = str(self.root / ".venv/share/jupyter/kernels/java/jjava.jar")
        self.assertEqual(["-jar", jar, "{connection_file}"], self.kernel_starts())
        self.assertRegex(self.course("doctor")[1], r"ok +Java kernel +JJava itself in .*: ours did not compile \(see target/kernel\.log\)")
        self.assertIn("B.java:1: error", (self.root / "target/kernel.log").read_text())
        self.assertFalse(list((self.root / "target").glob("*.unfinished")))
        (self.temp / "jdk-17/bin/java").write_text(script, "utf-8")
        self.course("setup")
        self.assertIn("gradus.javakernel.Main", self.kernel_starts(), "the next set-up tries again")

    def test_what_is_done_is_done_again_only_after_a_change(self):
        self.fake_packages()
        code, text = self.course("setup")
        self.assertEqual((0, 1), (code, self.builds()))
        self.assertRegex(text, r"the library, with Maven \.\.\. \d+ s")
        code, text = self.course("setup")
        self.assertEqual((0, 1), (code, self.builds()))
        self.assertNotIn("Setting up", text)
        changes = [lambda: self.write("src/main/java/A.java", "class B {}"), lambda: self.write("src/main/java/B.java", ""),
                   lambda: self.write("pom.xml", "<project></project>"), lambda: shutil.rmtree(self.root / "target/lib"),
                   lambda: (self.root / "target/gradus.jar").unlink(), lambda: self.write("target/gradus.jar", "jxr\n"),
                   lambda: (self.root / "target/lib/other.jar").rename(self.root / "target/lib/others.jar")]
        for number, change in enumerate(changes, 2):
            change()
            self.assertEqual((0, number), (self.course("setup")[0], self.builds()))

        moved = self.temp / "elsewhere"
        self.root.rename(moved)
        self.root = moved
        self.fake_packages()
        self.course("setup")
        self.assertEqual(len(changes) + 2, self.builds(), "a moved folder is set up again")

    def test_a_failed_build_shows_its_error_and_is_repeated(self):
        self.fake_packages()
        self.script(self.bin / "mvn", '#!/bin/sh\necho "[INFO] BUILD FAILURE"\necho "[ERROR] A.java:[1,9] expected ; -> [Help 1]"\n'
                                      'echo "[ERROR] [Help 1] http"\nmkdir -p target/classes\nexit 1\n')
        text = self.says(["Maven could not build the library.", "A.java:[1,9] expected ;", "target/maven.log"], "setup")
        self.assertNotRegex(text, r"\[Help 1\]|BUILD FAILURE")
        self.script(self.bin / "mvn", "#!/bin/sh\necho 'Could not transfer artifact x from central'\nexit 1\n")
        self.says(["did not get through to the network"], "setup")
        self.script(self.bin / "mvn", MAVEN)
        self.assertEqual((0, 1), (self.course("setup")[0], self.builds()))
        self.assertFalse((self.root / "target/classes").exists(), "what the stopped build left was removed")

    def test_ctrl_c_ends_what_was_started_and_the_next_start_repairs(self):
        self.fake_packages()
        for number in (signal.SIGINT, signal.SIGTERM):
            self.script(self.bin / "mvn", "#!/bin/sh\nmkdir -p target/lib\necho half > target/gradus.jar\necho half > target/lib/a.jar\n"
                                          "sleep 600 &\necho $! > child\nwait\n")
            process = self.start("lab", "--no-browser")
            child = self.root / "child"
            self.assertTrue(eventually(lambda: child.exists() and child.read_text().strip()))
            process.send_signal(number)
            code, text = self.said(process)
            self.assertEqual(130, code, text)
            self.assertIn("Stopped. The same command goes on from here.", text)
            self.assertTrue(eventually(lambda: ended(int(child.read_text()))), "Maven's own child ended too")
            child.unlink()
        self.script(self.bin / "mvn", MAVEN)
        self.assertEqual((0, 1), (self.course("setup")[0], self.builds()))
        self.assertEqual("jar\n", (self.root / "target/gradus.jar").read_text())

    def test_an_environment_set_up_with_here_is_used_again_but_only_by_the_same_course(self):
        with mock.patch.multiple(places, ROOT=self.root, VENV=self.root / ".venv"), mock.patch.object(sys, "prefix", str(self.temp)):
            self.assertEqual(self.root / ".venv", setup.our_prefix())
            self.assertEqual(self.temp, setup.our_prefix(here=True))
            (self.temp / "gradus-here.stamp").write_text(str(self.root), "utf-8")
            self.assertEqual(self.temp, setup.our_prefix())
            with mock.patch.object(places, "ROOT", self.temp):
                self.assertEqual(self.root / ".venv", setup.our_prefix())

    def test_a_stopped_pip_leaves_no_half_environment(self):
        self.fake_packages()
        self.write(".venv/gradus-unfinished", "")
        with mock.patch.multiple(places, ROOT=self.root, VENV=self.root / ".venv", TARGET=self.root / "target"), \
                mock.patch.object(programs, "step", lambda *_: 1):
            programs.log_file("venv.log").write_text("no ensurepip")
            with self.assertRaisesRegex(Problem, "could not make .venv .*python3-venv"):
                setup.install_packages(places.VENV, ["requirements.txt"], {})
        self.assertFalse((self.root / ".venv").exists())

    def test_an_environment_without_its_kernel_is_made_anew(self):
        self.fake_packages()
        shutil.rmtree(self.root / ".venv/share")
        self.says(["did not get through to the network"], "setup")
        self.assertFalse(list((self.root / ".venv").glob("*.stamp")))

    def test_a_long_step_shows_that_it_lives(self):
        self.fake_packages()
        go_on = self.temp / "go on"
        os.mkfifo(go_on)
        self.script(self.bin / "mvn", f'#!/bin/sh\necho "Downloaded from central: x"\nread word < "{go_on}"\nexit 1\n')
        for terminal, sign in ((False, r"(?m)^  the build \.\.\. \.+ \d+ s, 1 files$"), (True, r"\r  the build \.\.\. \d+ s, 1 files \r")):
            printed = Printed(terminal, until=r"\. \.$|files $", then=lambda: go_on.write_text("word\n"))
            with mock.patch.multiple(places, ROOT=self.root, TARGET=self.root / "target"), contextlib.redirect_stdout(printed), \
                    mock.patch.object(programs, "seconds_between_signs", lambda: 0):
                code = programs.step("the build", [self.bin / "mvn"], "maven.log", self.env, (r"^Downloaded", "files"))
            self.assertEqual(1, code)
            self.assertRegex(printed.getvalue(), sign)

    def test_a_step_that_hangs_is_ended_and_told_in_one_line(self):
        self.script(self.bin / "mvn", "#!/bin/sh\necho Running gradus.ATest\nwhile true; do sleep 600; done\n")
        with mock.patch.multiple(places, ROOT=self.root, TARGET=self.root / "target"), contextlib.redirect_stdout(io.StringIO()) as printed:
            code = programs.step("JUnit", [self.bin / "mvn"], "junit.log", self.env, minutes=1 / 120)
        self.assertIsNone(code)
        self.assertRegex(printed.getvalue(), r"\A  JUnit \.\.\. hangs: no end after .* minutes\. The last it said: (Running gradus\.ATest)?\n\Z")

    def test_a_file_in_the_way_is_a_sentence(self):
        self.fake_packages()
        self.write("target", "a file")
        self.says(["Not a directory", str(self.root / "target")], "setup")


def ended(pid):
    with contextlib.suppress(FileNotFoundError, ProcessLookupError):
        status = Path(f"/proc/{pid}/status")
        if status.parent.parent.exists() and re.search(r"State:\s+[ZX]", status.read_text()):
            return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


class Lab(Front):
    def test_a_port_in_use_or_out_of_range(self):
        self.fake_packages()
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            self.says([f"Port {taken.getsockname()[1]} is in use"], "lab", "--no-browser", "--port", str(taken.getsockname()[1]))
        self.says(["Port 70000 is out of range. Take another with --port, from 1024 to 65535"], "lab", "--port", "70000")

    def test_a_server_that_does_not_start_shows_its_log(self):
        self.fake_packages()
        self.script(self.root / ".venv/bin/python", "#!/bin/sh\necho No such option.\nexit 1\n")
        self.says(["JupyterLab did not start.", "No such option.", "target/lab.log"], "lab", "--no-browser")

    def test_options_reach_jupyterlab(self):
        self.fake_packages()
        port = free_port()
        self.says(["JupyterLab did not start."], "lab", "--no-browser", "--port", str(port))
        call = (self.temp / "python-calls").read_text("utf-8")
        self.assertIn(f"-m jupyterlab --ServerApp.ip=127.0.0.1 --ServerApp.port={port}", call)
        self.assertIn(f"--ServerApp.root_dir={self.root}/notebooks", call)
        self.assertIn("--no-browser", call)
        self.assertIn("--LabApp.default_url=/lab/tree/START.md", call)
        self.assertIn("--MappingKernelManager.cull_idle_timeout=3600", call)
        self.assertNotIn("token", call, "other users of the machine see the arguments of a program")


class Reset(Front):
    def git(self, *arguments):
        subprocess.run(["git", "-c", "user.name=A", "-c", "user.email=a@example.org", *arguments], cwd=self.root, check=True,
                       capture_output=True, env=self.env)

    def copies(self):
        return sorted(file.read_text() for file in (self.root / "notebooks").glob("00-tour.mine-*.ipynb"))

    def check_reset(self):
        notebook = self.write("notebooks/00-tour.ipynb", "mine")
        code, text = self.course("reset", "00")
        self.assertEqual((0, "first", ["mine"]), (code, notebook.read_text(), self.copies()), text)
        self.assertRegex(text, r"kept as notebooks/00-tour\.mine-\d{4}-\d\d-\d\d-\d{4}\.ipynb")
        notebook.write_text("mine too")
        self.course("reset", "00-tour")
        self.assertEqual(("first", ["mine", "mine too"]), (notebook.read_text(), self.copies()))
        self.course("reset", "00-tour.ipynb")
        self.assertEqual(2, len(self.copies()), "nothing was changed, nothing is kept")
        notebook.unlink()
        self.course("reset", "00")
        self.assertEqual("first", notebook.read_text())
        self.says(["There is no notebook 07. There are: 00-tour."], "reset", "07")
        with mock.patch.object(places, "ROOT", self.root):
            self.assertEqual([notebook], places.notebooks_in(self.root / "notebooks"), "copies are not run as tests")

    @unittest.skipUnless(shutil.which("git"), "needs git")
    def test_with_git(self):
        self.git("init", "-q")
        self.git("add", "notebooks")
        self.git("commit", "-qm", "Begin")
        self.check_reset()

    def test_from_a_zip_without_git(self):
        self.fake_packages()
        self.assertEqual(0, self.course("setup")[0])
        self.check_reset()
        self.write("notebooks/00-tour.ipynb", "mine")
        self.course("setup")
        self.assertEqual("first", (self.root / ".pristine/00-tour.ipynb").read_text())

    def test_before_any_set_up_without_git(self):
        self.says(["The first state of the notebooks is not known"], "reset", "00")


FILES = [SOURCE, *sorted((places.ROOT / "tools").glob("*.py"))]
COMMANDS = ("lab", "reset", "update", "doctor", "setup", "bundle", "test", "run", "bench", "mutants")


class Files(unittest.TestCase):
    def test_no_file_has_more_than_300_lines_of_code(self):
        self.assertGreater(len(FILES), 10)
        for file in FILES:
            lines = file.read_text("utf-8").splitlines()
            self.assertLess(sum(1 for line in lines if line.strip() and not line.lstrip().startswith("#")), 300, file.name)

    def said(self, *arguments):
        """With -S, Python has its standard library alone, as before the first set-up."""
        done = subprocess.run([sys.executable, "-S", SOURCE, *arguments], capture_output=True, text=True)
        return done.returncode, done.stdout, done.stderr

    def test_help_fits_on_a_screen_and_names_every_command(self):
        code, text, _ = self.said("--help")
        self.assertEqual(0, code)
        self.assertLessEqual(len(text.splitlines()), 24)
        self.assertLessEqual(max(map(len, text.splitlines())), 100)
        for command in COMMANDS:
            self.assertRegex(text, rf"(?m)^  {command} ")

    def test_each_command_tells_its_options_before_there_are_packages(self):
        self.assertNotEqual(0, subprocess.run([sys.executable, "-S", "-c", "import nbformat"], capture_output=True).returncode)
        options = {"lab": ["--no-browser", "--port"], "setup": ["--here", "--bundle"], "update": ["--zip"], "run": ["--check"], "bench": ["--peers", "--only", "--smoke"],
                   "test": ["--part", "--all", "--prove", "--kernels", "junit", "proofs"]}
        for command in COMMANDS:
            code, text, error = self.said(command, "--help")
            self.assertEqual((0, ""), (code, error))
            for word in options.get(command, []):
                self.assertIn(word, text)

    def test_a_command_that_is_not_there(self):
        for arguments, where in ((["labs"], ""), ([], ""), (["reset"], "reset "), (["test", "--kernels", "gpu"], "test "), (["test", "--al"], "test ")):
            code, _, text = self.said(*arguments)
            self.assertEqual(2, code)
            self.assertIn(f"`python3 course.py {where}--help` says what there is.", text)

    def test_names_of_notebooks(self):
        for name, good in [("00-tour.ipynb", True), ("backprop.ipynb", True), ("Untitled.ipynb", False), ("00-tour-Copy1.ipynb", False),
                           ("00-tour.mine-2026-11-21-0933.ipynb", False), ("00-tour.mine-2026-11-21-0933-2.ipynb", False)]:
            self.assertEqual(good, bool(places.NOTEBOOK_NAME.fullmatch(name)), name)


if __name__ == "__main__":
    unittest.main()
