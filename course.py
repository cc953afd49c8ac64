#!/usr/bin/env python3
"""Gradus: neural networks in Java, in notebooks.

usage: python3 course.py COMMAND          (Windows: py course.py COMMAND; logs: target/*.log)

  lab            set everything up and open the notebooks in JupyterLab
                   --no-browser      print the address only
                   --port N          use this port (otherwise the first free one from 8888)
  reset 00 ...   bring notebooks back to their first state; your copy is kept beside each
  doctor         say what is there, what is missing, and what to do about it
  setup          set everything up and open nothing
                   --here            into the current environment (conda), not into .venv

for those who work on Gradus:
  test           run all tests: JUnit, Python, every notebook
                   --kernels NAME    on the plain or on the vector kernels
                   --only PART       junit, python or notebooks
  mutants        break the mathematics in many small ways; count how many the tests notice
  bench          time the library; with --peers against EJML, OpenBLAS, NumPy and PyTorch
  run 00 07 ...  run notebooks (all, without a number) and write their outputs into them
                   --check           compare with the outputs in them instead

Needs Python 3.10, a JDK 17 and Maven, or newer ones; conda gives all three (environment.yml)."""
import sys

if sys.version_info < (3, 10):
    sys.exit("Gradus needs Python 3.10 or newer; this is Python %d.%d (%s).\n"
             "Get a newer one from https://www.python.org/downloads/ and start course.py with it."
             % (sys.version_info[0], sys.version_info[1], sys.executable))

import argparse
import collections
import contextlib
import hashlib
import itertools
import json
import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path

from tools import kernel

ROOT = Path(__file__).resolve().parent
TARGET, VENV, PRISTINE = ROOT / "target", ROOT / ".venv", ROOT / ".pristine"
NOTEBOOKS, TESTS = ROOT / "notebooks", ROOT / "src" / "test"
WINDOWS = os.name == "nt"
HAS_GIT = (ROOT / ".git").exists() and shutil.which("git")
MAVEN = "mvn.cmd" if WINDOWS else "mvn"
UTF8_LOCALE = {} if WINDOWS else {"LC_ALL": "en_US.UTF-8" if sys.platform == "darwin" else "C.UTF-8"}
JARS = ("target/gradus.jar", "target/lib")
MODULES = ("jdk.compiler", "jdk.jshell", "jdk.incubator.vector")
# 00-tour.ipynb, but neither Untitled.ipynb nor 00-tour-Copy1.ipynb nor 00-tour.mine-2026-….ipynb
NOTEBOOK_NAME = re.compile(r"[a-z0-9-]+\.ipynb")

GET_TOOLS = """To get a JDK and Maven, for example
  Debian, Ubuntu   sudo apt install openjdk-17-jdk maven (or openjdk-21-jdk)
  Fedora           sudo dnf install java-21-openjdk-devel maven
  macOS            brew install maven; brew install --cask temurin
  Windows          winget install EclipseAdoptium.Temurin.21.JDK; https://maven.apache.org/install.html
  conda            conda env create -f environment.yml; conda activate gradus
then open a new terminal. To choose among several JDKs, set JAVA_HOME to the folder of one."""
GET_NETWORK = """The first set-up needs the network. Behind a proxy, set HTTPS_PROXY (for Maven see
https://maven.apache.org/guides/mini/guide-proxies.html). Then start again: what is done is not done twice."""


class Problem(Exception):
    """What went wrong and what to do, in sentences for people."""


Jdk = collections.namedtuple("Jdk", "java home version vendor")


# ---- Running other programs -------------------------------------------------------------------

def environment(jdk=None):
    """The variables for everything we start: the checked JDK, and UTF-8 whatever the locale says.

    Under LC_ALL=C a JVM cannot open a file below a folder named "ü".
    """
    java_home = {"JAVA_HOME": str(jdk.home)} if jdk else {}
    return {**os.environ, **UTF8_LOCALE, **java_home, "PYTHONUTF8": "1", "PIP_USER": "0", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}


@contextlib.contextmanager
def running(command, **options):
    """A program that is waited for at the end of the block, and ended with all that it started when we are stopped.

    It gets a process group of its own: Ctrl-C reaches us alone, and we end the whole group.
    """
    group = {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP} if WINDOWS else {"start_new_session": True}
    process = subprocess.Popen([str(part) for part in command], cwd=ROOT, stdin=subprocess.DEVNULL, **group, **options)
    try:
        yield process
        while process.poll() is None:  # wait() would not let Ctrl-C through on Windows
            time.sleep(0.1)
    finally:
        if process.poll() is None:
            end(process)


def end(process):
    """Politely, and after ten seconds, or a second Ctrl-C, by force."""
    for force in (False, True):
        with contextlib.suppress(OSError, subprocess.TimeoutExpired, KeyboardInterrupt):
            if WINDOWS:
                subprocess.run(["taskkill", "/F", "/T", "/PID", str(process.pid)], capture_output=True)
            else:
                os.killpg(process.pid, signal.SIGKILL if force else signal.SIGTERM)
            process.wait(10)


def end_like_ctrl_c():
    """Let a closed terminal and a `kill` end us as Ctrl-C does, with all that we started."""
    for number in (getattr(signal, name, None) for name in ("SIGTERM", "SIGHUP")):
        if number and signal.getsignal(number) is not signal.SIG_IGN:  # nohup ignores SIGHUP
            signal.signal(number, signal.default_int_handler)


def answer(command, env=None):
    """The exit code and all that a short command prints."""
    try:
        done = subprocess.run([str(part) for part in command], cwd=ROOT, env=env or environment(), timeout=60,
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        return done.returncode, done.stdout.decode("utf-8", "replace")
    except (OSError, subprocess.TimeoutExpired) as e:
        return 1, str(e)


def step(title, command, log, env):
    """Run a long command with its noise in target/<log>; show its title and the seconds it takes."""
    began = time.monotonic()
    print(f"  {title} ... ", end="", flush=True)
    with open(log_file(log), "wb") as out, running(command, env=env, stdout=out, stderr=subprocess.STDOUT) as process:
        pass
    print(f"{time.monotonic() - began:.0f} s", flush=True)
    return process.returncode


def log_file(name):
    TARGET.mkdir(exist_ok=True)
    return TARGET / name


def last_lines(log, count=12):
    """The end of a log without what Maven says around every failure, and where the log is."""
    text = re.sub(r"\x1b\[[\d;]*m| -> \[Help 1\]$", "", log_file(log).read_text("utf-8", "replace"), flags=re.M)
    lines = [line for line in text.splitlines() if re.sub(r"\[\w+\]", "", line).strip()
             and not re.search(r"^\[INFO\]|\[Help 1\]|Re-run Maven|re-run Maven|For more information about the errors", line)]
    return "\n".join(["  " + line for line in lines[-count:]] + [f"All of it: {TARGET / log}"])


# ---- What must be on the machine ---------------------------------------------------------------

def find_jdk():
    """The JDK of JAVA_HOME or else of the PATH, if it can compile and has what the kernel needs."""
    home = os.environ.get("JAVA_HOME")
    java = shutil.which("java", path=str(Path(home, "bin")) if home else None)
    if not java:
        raise Problem(f"JAVA_HOME is {home}, but no java is in its bin folder. Set it to the folder of a JDK, or unset it."
                      if home else "There is no Java here: JAVA_HOME is not set and no java is on the PATH.\n" + GET_TOOLS)
    where = f"{java} ({'from JAVA_HOME' if home else 'first on the PATH'})"
    code, text = answer([java, "-XshowSettings:properties", "-version"])
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
    modules = answer([java, "--list-modules"])[1]
    missing = [module for module in MODULES if module + "@" not in modules]
    if not shutil.which("javac", path=str(folder / "bin")):
        missing.append("javac")
    if missing:
        raise Problem(f"{where} is Java {version}, but only a runtime, not a full JDK: {', '.join(missing)} missing.\n{GET_TOOLS}")
    return Jdk(shutil.which("java", path=str(folder / "bin")) or java, folder, version, facts.get("java.vendor", "unknown"))


def find_maven():
    maven = shutil.which(MAVEN)
    if not maven:
        raise Problem("There is no Maven here: no mvn is on the PATH. It builds the library.\n" + GET_TOOLS)
    return maven


# ---- Set-up: each step leaves a stamp when it is complete, and is done again when that is missing or old

def failed(what, log, signs_of_no_network=None):
    network = signs_of_no_network and re.search(signs_of_no_network, log_file(log).read_text("utf-8", "replace"))
    raise Problem(what + (f" It did not get through to the network.\n{GET_NETWORK}\n" if network else "\n") + last_lines(log))


def fingerprint(*names):
    """Names our folder and the contents of these files and folders in it."""
    digest = hashlib.sha256(str(ROOT).encode("utf-8", "surrogateescape"))
    for name in names:
        path = ROOT / name
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file() and not file.name.startswith("."):
                digest.update(b"%s %d\n" % (file.relative_to(ROOT).as_posix().encode(), file.stat().st_size))
                digest.update(file.read_bytes())
    return digest.hexdigest()


def is_stamped(stamp, mark):
    return stamp.is_file() and stamp.read_text("utf-8") == mark


def our_prefix(here=False):
    """The environment to use: the current one when asked for, now or by an earlier `setup --here`; else .venv."""
    return Path(sys.prefix) if here or is_stamped(Path(sys.prefix) / "gradus-here.stamp", str(ROOT)) else VENV


def python_of(prefix):
    # not resolved: the python of an environment is a link to the one it was made from
    return Path(sys.executable) if prefix == Path(sys.prefix) else prefix / ("Scripts/python.exe" if WINDOWS else "bin/python")


def set_up(here=False, dev=False):
    """Make sure of the JDK, the Python packages, the jar and the kernel; quick when nothing changed."""
    jdk = find_jdk()
    env, prefix = environment(jdk), our_prefix(here)
    jar_mark = fingerprint("pom.xml", "src/main")
    built = is_stamped(TARGET / "gradus.stamp", jar_mark + fingerprint(*JARS))
    maven = None if built else find_maven()
    lists = ["requirements.txt"] + (["requirements-dev.txt"] if dev else [])
    ready = all(is_stamped(prefix / f"gradus-{name}.stamp", fingerprint(name)) for name in lists) \
        and python_of(prefix).exists() and kernel_folder(prefix).joinpath("jjava.jar").is_file()
    if not (built and ready):
        print(f"Setting up Gradus in {ROOT} with Java {jdk.version} from {jdk.home}", flush=True)
    if not ready:
        install_packages(prefix, lists, env)
    if not built:
        build_jar(maven, jar_mark, env)
    write_kernelspec(prefix, jdk)
    keep_pristine()
    env["JUPYTER_PATH"] = str(prefix / "share" / "jupyter")
    return python_of(prefix), env


def install_packages(prefix, lists, env):
    python, unfinished = python_of(prefix), prefix / "gradus-unfinished"
    torn = any(prefix.glob("gradus-*.stamp")) and not kernel_folder(prefix).joinpath("jjava.jar").is_file()
    # a pip that was stopped, or a hand that deleted, can leave packages that look complete to pip and are not: start afresh
    if prefix == VENV and (torn or unfinished.exists() or answer([python, "-m", "pip", "--version"])[0] != 0):
        shutil.rmtree(VENV, ignore_errors=True)
        if step("a virtual environment in .venv", [sys.executable, "-m", "venv", VENV], "venv.log", env) != 0:
            failed("Python could not make .venv (Debian, Ubuntu: sudo apt install python3-venv).", "venv.log")
    unfinished.touch()
    command = [python, "-m", "pip", "install", "--no-input", "--retries", "3"] + ["--force-reinstall"] * torn
    for name in lists:
        command += ["-r", ROOT / name]
    if step("Python packages", command, "pip.log", env) != 0:
        failed("pip could not install the Python packages.", "pip.log", r"Retrying \(|ProxyError|SSLError")
    for name in lists:
        (prefix / f"gradus-{name}.stamp").write_text(fingerprint(name))
    unfinished.unlink()


def build_jar(maven, mark, env):
    # what a stopped build left behind must not be taken for finished
    for name in ("gradus.stamp", "gradus.jar", "lib", "classes", "test-classes", "maven-status"):
        old = TARGET / name
        shutil.rmtree(old) if old.is_dir() else old.unlink(missing_ok=True)
    if step("the library, with Maven", [maven, "-B", "-ntp", "package", "-Dmaven.test.skip=true"], "maven.log", env) != 0:
        failed("Maven could not build the library.", "maven.log", r"Could not transfer|Unknown host|Connection refused|timed out")
    (TARGET / "gradus.stamp").write_text(mark + fingerprint(*JARS))


def kernel_folder(prefix):
    return prefix / "share" / "jupyter" / "kernels" / "java"


def write_kernelspec(prefix, jdk):
    """Tell Jupyter how to start the Java kernel: on the JDK that was checked, with our jar."""
    folder = kernel_folder(prefix)
    # the libraries come first: our extension needs them when our own jar joins the class path
    class_path = os.pathsep.join((TARGET / jars).as_posix() for jars in ("lib/*.jar", "gradus.jar"))
    kernel.write_spec(ROOT, folder, jdk.java, environment(jdk), {**UTF8_LOCALE, "JJAVA_CLASSPATH": class_path})
    # JupyterLab asks on its first start whether it may fetch news, and looks for updates
    overrides = prefix / "share" / "jupyter" / "lab" / "settings" / "overrides.json"
    if not overrides.exists():
        overrides.parent.mkdir(parents=True, exist_ok=True)
        overrides.write_text('{"@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": false}}')


def keep_pristine():
    """Without git, the first set-up keeps the notebooks as they came, for `reset`."""
    if not HAS_GIT and NOTEBOOKS.is_dir() and not PRISTINE.exists():
        unfinished = ROOT / ".pristine-unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        shutil.copytree(NOTEBOOKS, unfinished, ignore=shutil.ignore_patterns(".*", "*.mine-*"))
        unfinished.rename(PRISTINE)


# ---- The commands ------------------------------------------------------------------------------

def lab(args):
    """Open JupyterLab in notebooks/ and stay until it ends."""
    python, env = set_up()
    port = args.port or next((p for p in range(8888, 8988) if not in_use(p)), 8888)
    if not 0 < port < 65536 or in_use(port):
        raise Problem(f"Port {port} is {'in use' if 0 < port < 65536 else 'out of range'}. Take another with --port, from 1024 "
                      "to 65535, or stop the JupyterLab that may still run there.")
    token = secrets.token_hex(16)
    command = [python, "-m", "jupyterlab", "--ServerApp.ip=127.0.0.1", f"--ServerApp.port={port}",
               "--ServerApp.port_retries=0", f"--ServerApp.root_dir={NOTEBOOKS}", "--ServerApp.use_redirect_file=False",
               "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate", "--LabApp.extension_manager=readonly",
               "--MultiKernelManager.default_kernel_name=java", "--KernelSpecManager.allowed_kernelspecs=java"]
    command += ["--no-browser"] * args.no_browser + ["--allow-root"] * (not WINDOWS and os.geteuid() == 0)
    ready = False
    try:
        with open(log_file("lab.log"), "wb") as log, \
                running(command, env={**env, "JUPYTER_TOKEN": token}, stdout=log, stderr=subprocess.STDOUT) as server:
            while not in_use(port):
                if server.poll() is not None:
                    failed("JupyterLab did not start. If a module is missing, delete the folder .venv and start again.", "lab.log")
                time.sleep(0.2)
            ready = True
            print(f"JupyterLab is at  http://127.0.0.1:{port}/lab?token={token}\nCtrl-C here stops it.", flush=True)
    except KeyboardInterrupt:
        if not ready:
            raise
        print("\nJupyterLab is stopped.")
    return 0


def in_use(port):
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def test(args):
    """Run all tests, or one part of them, in the environment that has what they need."""
    options = [f"--{name}={value}" for name, value in (("kernels", args.kernels), ("only", args.only)) if value]
    return hand_over(set_up(dev=True), "run_tests.py", options)


def mutants(_args):
    return hand_over(set_up(dev=True), "run_mutants.py", [])


def bench(args):
    return hand_over(set_up(dev=True), "run_bench.py", args.options)


def run(args):
    """Execute notebooks and write their outputs back, or compare with the outputs they have."""
    files = notebooks_in(NOTEBOOKS)
    files = [chosen(name, files + notebooks_in(NOTEBOOKS / "homework")) for name in args.notebooks] or files
    return hand_over(set_up(), "run_notebooks.py", ["check" if args.check else "run", *files])


def hand_over(tools, script, arguments):
    """Let a script of src/test/python go on, which may use the packages of the environment."""
    python, env = tools
    with running([python, TESTS / "python" / script, *arguments], env=env) as process:
        pass
    return process.returncode


def notebooks_in(folder):
    return sorted(file for file in folder.glob("*.ipynb") if NOTEBOOK_NAME.fullmatch(file.name))


def chosen(name, files):
    """The notebook that is meant by 00, 00-tour or 00-tour.ipynb."""
    for file in files:
        if name in (file.name, file.stem) or file.name.startswith(name + "-"):
            return file
    raise Problem(f"There is no notebook {name}. There are: {', '.join(file.stem for file in files) or 'none'}.")


def reset(args):
    """Bring notebooks back to their committed state; the student's version stays beside each."""
    if HAS_GIT:
        code, listing = answer(["git", "ls-tree", "-r", "-z", "--name-only", "HEAD", "notebooks"])
        if code:
            raise Problem(f"git cannot say what the notebooks were like:\n{listing.strip()}")
        committed = [ROOT / name for name in listing.split("\0") if name]
    elif PRISTINE.is_dir():
        committed = [NOTEBOOKS / file.relative_to(PRISTINE) for file in sorted(PRISTINE.rglob("*.ipynb"))]
    else:
        raise Problem("The first state of the notebooks is not known: there is no git here, and `setup` was never run.")
    committed = [file for file in committed if NOTEBOOK_NAME.fullmatch(file.name) and file.parent.name != "solutions"]
    for file in [chosen(name, committed) for name in args.notebooks]:
        name = file.relative_to(ROOT).as_posix()
        first = subprocess.run(["git", "show", f"HEAD:{name}"], cwd=ROOT, check=True, capture_output=True).stdout if HAS_GIT \
            else (PRISTINE / file.relative_to(NOTEBOOKS)).read_bytes()
        if file.exists() and file.read_bytes() != first:
            print(f"Your version is kept as {keep_copy(file).relative_to(ROOT)}.")
        half = file.with_suffix(".unfinished")
        half.write_bytes(first)
        os.replace(half, file)
        print(f"{name} is as it came. If it is open in JupyterLab: File > Reload Notebook from Disk.")
    return 0


def keep_copy(file):
    """Copy 00-tour.ipynb to 00-tour.mine-2026-11-21-0933.ipynb, never over an earlier copy."""
    when = time.strftime("%Y-%m-%d-%H%M")
    for end_of_name in itertools.chain([""], (f"-{number}" for number in itertools.count(2))):
        copy = file.with_name(f"{file.stem}.mine-{when}{end_of_name}.ipynb")
        if not copy.exists():
            return Path(shutil.copyfile(file, copy))


def setup(args):
    _, env = set_up(here=args.here)
    if args.here:
        (Path(sys.prefix) / "gradus-here.stamp").write_text(str(ROOT), "utf-8")
    print(f"Gradus is set up: the kernel runs on {env['JAVA_HOME']}, Jupyter finds it in {env['JUPYTER_PATH']}")
    return 0


def doctor(_args):
    """Look at everything, change nothing; exit status 1 when something is missing."""
    missing = []

    def tell(what, good, found, advice=""):
        print(f"{'ok     ' if good else 'MISSING'} {what:<8} {found}" + ("" if good else f"\n{advice}".replace("\n", "\n        ")))
        missing.extend([] if good else [what])

    tell("Python", True, f"{sys.version.split()[0]} in {sys.executable}")
    jdk = None
    try:
        jdk = find_jdk()
        tell("JDK", True, f"{jdk.version} from {jdk.vendor} in {jdk.home}")
    except Problem as problem:
        tell("JDK", False, *str(problem).split("\n", 1))
    maven = shutil.which(MAVEN)
    version = re.search(r"Apache Maven ([\w.-]+)", answer([maven, "-v"], environment(jdk))[1]) if maven and jdk else None
    tell("Maven", maven, f"{version[1] if version else ''} in {maven}" if maven else "no mvn on the PATH", GET_TOOLS)
    tell("kernel", *kernel.told(kernel_folder(our_prefix())), "To set it up: python3 course.py setup")
    jar = TARGET / "gradus.jar"
    code, text = answer([jdk.java, "--add-modules", "jdk.incubator.vector", "-cp", jar, "gradus.kernels.ActiveKernels"]) \
        if jdk and jar.is_file() else (1, "the library is not built yet")
    lines = [line for line in text.splitlines() if line.strip() and not re.match(r"Picked up |WARNING: |NOTE: ", line)]
    tell("Kernels", code == 0, "; ".join(lines), "To build it: python3 course.py setup")
    if sys.platform.startswith("linux"):
        fonts = answer(["fc-list"])[1].count("\n") if shutil.which("fc-list") else 0
        tell("fonts", fonts, f"{fonts} known to fontconfig", "Figures need one: sudo apt install fontconfig fonts-dejavu-core")
    free = shutil.disk_usage(ROOT).free / 1e9
    tell("disk", free > 1, f"{free:.1f} GB free in {ROOT}", "The set-up takes about 1 GB: make room.")
    print("All is well." if not missing else f"Missing: {', '.join(missing)}.")
    return 1 if missing else 0


def arguments(argv):
    parser = argparse.ArgumentParser(prog="course.py")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    # the options of bench are its script's: no "-" begins an option here
    add = {command.__name__: commands.add_parser(command.__name__) for command in (lab, reset, doctor, setup, test, mutants, run)}
    commands.add_parser("bench", prefix_chars="+").add_argument("options", nargs="*")
    for each in [parser, *add.values()]:
        each.format_help = lambda: __doc__
        each.format_usage = lambda: "`python3 course.py --help` says what there is.\n"
    add["lab"].add_argument("--no-browser", action="store_true")
    add["lab"].add_argument("--port", type=int)
    add["setup"].add_argument("--here", action="store_true")
    add["test"].add_argument("--kernels", choices=["plain", "vector"])
    add["test"].add_argument("--only", choices=["junit", "python", "notebooks"])
    add["run"].add_argument("--check", action="store_true")
    add["run"].add_argument("notebooks", nargs="*")
    add["reset"].add_argument("notebooks", nargs="+")
    return parser.parse_args(argv)


def main(argv=None):
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")
    end_like_ctrl_c()
    args = arguments(sys.argv[1:] if argv is None else argv)
    try:
        return globals()[args.command](args)
    except Problem as problem:
        print(f"\n{problem}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped. The same command goes on from here.", file=sys.stderr)
        return 130
    except OSError as error:
        in_the_way = " A notebook that still runs may be in the way." if WINDOWS and isinstance(error, PermissionError) else ""
        print(f"\n{error.strerror or error}: {error.filename or ROOT}.{in_the_way}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
