#!/usr/bin/env python3
"""Gradus: neural networks in Java, in notebooks.

usage: python3 course.py COMMAND          (Windows: py course.py COMMAND)

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
  run 00 07 ...  run notebooks (all, without a number) and write their outputs into them
                   --check           compare with the outputs in them instead

Needs Python 3.10, a JDK 17 (or newer ones) and Maven; `conda env create -f environment.yml`
gives all three. Logs are in target/*.log.
"""
import sys

if sys.version_info < (3, 10):
    sys.exit("Gradus needs Python 3.10 or newer; this is Python %d.%d (%s).\n"
             "Get a newer one from https://www.python.org/downloads/ and start course.py with it."
             % (sys.version_info[0], sys.version_info[1], sys.executable))

import argparse
import collections
import contextlib
import hashlib
import http.client
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

ROOT = Path(__file__).resolve().parent
TARGET = ROOT / "target"
VENV = ROOT / ".venv"
NOTEBOOKS = ROOT / "notebooks"
PRISTINE = ROOT / ".pristine"
TESTS = ROOT / "src" / "test"
WINDOWS = os.name == "nt"
MODULES = ("jdk.compiler", "jdk.jshell", "jdk.incubator.vector")
# 00-tour.ipynb, but neither Untitled.ipynb nor 00-tour-Copy1.ipynb nor 00-tour.mine-2026-….ipynb
NOTEBOOK_NAME = re.compile(r"[a-z0-9-]+\.ipynb")

GET_JDK = """Install one, for example
  Debian, Ubuntu   sudo apt install openjdk-17-jdk
  Fedora           sudo dnf install java-21-openjdk-devel
  macOS            brew install --cask temurin
  Windows          winget install EclipseAdoptium.Temurin.21.JDK
  conda            conda env create -f environment.yml
and open a new terminal. To choose among several, set JAVA_HOME to the folder of one."""
GET_MAVEN = """Install it, for example
  Debian, Ubuntu   sudo apt install maven
  Fedora           sudo dnf install maven
  macOS            brew install maven
  Windows          choco install maven, or https://maven.apache.org/install.html
  conda            conda env create -f environment.yml
and open a new terminal."""
GET_NETWORK = """The first set-up needs the network; behind a proxy, set HTTPS_PROXY (and for Maven
~/.m2/settings.xml, see https://maven.apache.org/guides/mini/guide-proxies.html). Then say it again:
what is done is not done twice."""


class Problem(Exception):
    """What went wrong and what to do, in sentences for people."""


Jdk = collections.namedtuple("Jdk", "java home version vendor")
Tools = collections.namedtuple("Tools", "jdk python env")


# ---- Running other programs -------------------------------------------------------------------

def environment(jdk=None):
    """The variables for everything we start: the checked JDK, and UTF-8 whatever the locale says.

    Under LC_ALL=C a JVM cannot open a file below a folder named "ü".
    """
    env = dict(os.environ, PYTHONUTF8="1", PIP_USER="0", PIP_DISABLE_PIP_VERSION_CHECK="1")
    if jdk:
        env["JAVA_HOME"] = str(jdk.home)
    env.update(utf8_locale())
    return env


def utf8_locale():
    if WINDOWS:
        return {}
    return {"LC_ALL": "en_US.UTF-8" if sys.platform == "darwin" else "C.UTF-8"}


def start(command, **options):
    """Start a program in a process group of its own, so that all it starts can be ended with it."""
    if WINDOWS:
        options["creationflags"] = subprocess.CREATE_NEW_PROCESS_GROUP
    else:
        options["start_new_session"] = True
    return subprocess.Popen([str(part) for part in command], cwd=ROOT, stdin=subprocess.DEVNULL, **options)


def end(process):
    """End a program and what it started: politely, and after ten seconds by force."""
    for force in (False, True):
        if process.poll() is not None and not force:
            continue
        with contextlib.suppress(OSError, subprocess.TimeoutExpired):
            if WINDOWS:
                subprocess.run(["taskkill", "/F", "/T", "/PID", str(process.pid)], capture_output=True)
            else:
                os.killpg(process.pid, signal.SIGKILL if force else signal.SIGTERM)
            process.wait(10)


@contextlib.contextmanager
def ended_with_us(process):
    try:
        yield process
    finally:
        if process.poll() is None:
            end(process)


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
    clock = lambda: f"{time.monotonic() - began:.0f} s"
    print(f"  {title} ... ", end="", flush=True)
    with open(log_file(log), "wb") as out:
        with ended_with_us(start(command, env=env, stdout=out, stderr=subprocess.STDOUT)) as process:
            while process.poll() is None:
                with contextlib.suppress(subprocess.TimeoutExpired):
                    process.wait(1)
                if sys.stdout.isatty():
                    print(f"\r  {title} ... {clock()} ", end="", flush=True)
    print(f"\r  {title} ... {clock()} " if sys.stdout.isatty() else clock(), flush=True)
    return process.returncode


def log_file(name):
    TARGET.mkdir(exist_ok=True)
    return TARGET / name


def last_lines(log, count=12):
    """The end of a log without what Maven says after every failure, and where the log is."""
    text = log_file(log).read_text("utf-8", "replace")
    lines = [line for line in text.splitlines() if re.sub(r"\[\w+\]", "", line).strip()
             and not re.search(r"\[Help 1\]|Re-run Maven|re-run Maven|For more information about the errors", line)]
    return "\n".join(["  " + line for line in lines[-count:]] + [f"All of it: {TARGET / log}"])


# ---- What must be on the machine ---------------------------------------------------------------

def find_jdk():
    """The JDK of JAVA_HOME or else of the PATH, if it can compile and has what the kernel needs."""
    home = os.environ.get("JAVA_HOME")
    java = shutil.which("java", path=str(Path(home, "bin")) if home else None)
    if not java:
        raise Problem(f"JAVA_HOME is {home}, but no java is in its bin folder. Set it to the folder of a JDK, or unset it."
                      if home else "There is no Java here: JAVA_HOME is not set and no java is on the PATH.\n" + GET_JDK)
    where = f"{java} ({'from JAVA_HOME' if home else 'first on the PATH'})"
    code, text = answer([java, "-XshowSettings:properties", "-version"])
    facts = dict(re.findall(r"^ +(java\.\w+) = (.*?)\r?$", text, re.M))
    version = facts.get("java.version", "")
    major = re.match(r"(?:1\.)?(\d+)", version)
    if code or not major:
        raise Problem(f"{where} does not run. It says:\n{text.strip()[-500:]}\n{GET_JDK}")
    if int(major[1]) < 17:
        raise Problem(f"Gradus needs Java 17 or newer, but {where} is Java {version}.\n{GET_JDK}")
    folder = Path(facts.get("java.home", ""))
    if not (folder / "bin").is_dir():
        folder = Path(java).resolve().parent.parent
    modules = answer([java, "--list-modules"])[1]
    missing = [module for module in MODULES if module + "@" not in modules]
    if not shutil.which("javac", path=str(folder / "bin")):
        missing.append("javac")
    if missing:
        raise Problem(f"{where} is Java {version}, but only a runtime, not a full JDK: {', '.join(missing)} missing.\n{GET_JDK}")
    return Jdk(shutil.which("java", path=str(folder / "bin")) or java, folder, version, facts.get("java.vendor", "unknown"))


def find_maven():
    maven = shutil.which("mvn")
    if not maven:
        raise Problem("There is no Maven here: no mvn is on the PATH. It builds the library.\n" + GET_MAVEN)
    return maven


# ---- Set-up: each step leaves a stamp when it is complete, and is done again when that is missing or old

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
    return stamp.is_file() and stamp.read_text() == mark


def our_prefix(here=False):
    """The environment to use: the current one when asked for or set up so before, else .venv."""
    return Path(sys.prefix) if here or (Path(sys.prefix) / "gradus-requirements.txt.stamp").is_file() else VENV


def python_of(prefix):
    return Path(sys.executable) if prefix == Path(sys.prefix) else prefix / ("Scripts/python.exe" if WINDOWS else "bin/python")


def set_up(here=False, dev=False):
    """Make sure of the JDK, the Python packages, the jar and the kernel; quick when nothing changed."""
    jdk = find_jdk()
    env = environment(jdk)
    prefix = our_prefix(here)
    jar_mark = fingerprint("pom.xml", "src/main")
    built = is_stamped(TARGET / "gradus.stamp", jar_mark) and (TARGET / "gradus.jar").is_file() and any(TARGET.glob("lib/*.jar"))
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
    return Tools(jdk, python_of(prefix), env)


def install_packages(prefix, lists, env):
    python, unfinished = python_of(prefix), prefix / "gradus-unfinished"
    # a pip that was stopped can leave packages that look complete and are not: start afresh
    if prefix == VENV and (unfinished.exists() or answer([python, "-m", "pip", "--version"])[0] != 0):
        if VENV.exists():
            shutil.rmtree(VENV)
        if step("a virtual environment in .venv", [sys.executable, "-m", "venv", VENV], "venv.log", env) != 0:
            raise Problem("Python could not make the virtual environment .venv (Debian, Ubuntu: sudo apt install python3-venv).\n"
                          + last_lines("venv.log"))
    unfinished.touch()
    command = [python, "-m", "pip", "install", "--no-input", "--retries", "3"]
    for name in lists:
        command += ["-r", ROOT / name]
    if step("Python packages", command, "pip.log", env) != 0:
        log = log_file("pip.log").read_text("utf-8", "replace")
        if re.search(r"Retrying \(|Connection|No matching distribution|Max retries|ProxyError|SSLError", log):
            raise Problem(f"pip could not fetch the Python packages.\n{GET_NETWORK}\n{last_lines('pip.log', 4)}")
        raise Problem("pip could not install the Python packages.\n" + last_lines("pip.log"))
    for name in lists:
        (prefix / f"gradus-{name}.stamp").write_text(fingerprint(name))
    unfinished.unlink()


def build_jar(maven, mark, env):
    # what a stopped build left behind must not be taken for finished
    for name in ("gradus.stamp", "gradus.jar", "lib", "classes", "test-classes", "maven-status"):
        old = TARGET / name
        shutil.rmtree(old) if old.is_dir() else old.unlink(missing_ok=True)
    if step("the library, with Maven", [maven, "-B", "-ntp", "package", "-Dmaven.test.skip=true"], "maven.log", env) != 0:
        log = log_file("maven.log").read_text("utf-8", "replace")
        network = re.search(r"Could not (transfer|find) artifact|could not be resolved|Unknown host", log)
        raise Problem((f"Maven could not fetch what the library needs.\n{GET_NETWORK}\n" if network
                       else "Maven could not build the library.\n") + last_lines("maven.log"))
    (TARGET / "gradus.stamp").write_text(mark)


def kernel_folder(prefix):
    return prefix / "share" / "jupyter" / "kernels" / "java"


def write_kernelspec(prefix, jdk):
    """Tell Jupyter how to start the Java kernel: on the JDK that was checked, with our jar.

    The kernelspec that jjava installs would take any java of the PATH, and start a second JVM.
    """
    folder = kernel_folder(prefix)
    spec = {
        "display_name": "Java",
        "language": "java",
        "interrupt_mode": "message",
        "argv": [str(jdk.java), "--add-modules", "jdk.incubator.vector",
                 "--add-opens", "jdk.jshell/jdk.jshell=ALL-UNNAMED",
                 "-Djava.awt.headless=true", "-Dfile.encoding=UTF-8", "-Xmx700m",
                 "-jar", str(folder / "jjava.jar"), "{connection_file}"],
        # the libraries come first: our extension needs them when our own jar joins the class path
        "env": {**utf8_locale(), "JJAVA_CLASSPATH":
                os.pathsep.join([(TARGET / "lib" / "*.jar").as_posix(), (TARGET / "gradus.jar").as_posix()])},
    }
    write_if_new(folder / "kernel.json", json.dumps(spec, indent=1))
    # JupyterLab asks on its first start whether it may fetch news, and looks for updates
    quiet = {"@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False}}
    overrides = prefix / "share" / "jupyter" / "lab" / "settings" / "overrides.json"
    if not overrides.exists():
        write_if_new(overrides, json.dumps(quiet))


def write_if_new(file, text):
    if not (file.is_file() and file.read_text("utf-8") == text):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")


def has_git():
    return (ROOT / ".git").exists() and shutil.which("git")


def keep_pristine():
    """Without git, the first set-up keeps the notebooks as they came, for `reset`."""
    if not has_git() and NOTEBOOKS.is_dir() and not PRISTINE.exists():
        unfinished = ROOT / ".pristine-unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        shutil.copytree(NOTEBOOKS, unfinished, ignore=shutil.ignore_patterns(".*", "*.mine-*"))
        unfinished.rename(PRISTINE)


# ---- The commands ------------------------------------------------------------------------------

def lab(args):
    """Open JupyterLab in notebooks/ and stay until it ends."""
    tools = set_up()
    port = args.port or next((p for p in range(8888, 8988) if not in_use(p)), 8888)
    if in_use(port):
        raise Problem(f"Port {port} is in use, perhaps by a JupyterLab that still runs. Stop that one, or take another port:\n"
                      f"  python3 course.py lab --port {port + 1}")
    token = secrets.token_hex(16)
    command = [tools.python, "-m", "jupyterlab", "--ServerApp.ip=127.0.0.1", f"--ServerApp.port={port}",
               "--ServerApp.port_retries=0", f"--ServerApp.root_dir={NOTEBOOKS}", "--ServerApp.use_redirect_file=False",
               "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate", "--LabApp.extension_manager=readonly",
               "--MultiKernelManager.default_kernel_name=java", "--KernelSpecManager.ensure_native_kernel=False"]
    command += ["--no-browser"] if args.no_browser else []
    command += ["--allow-root"] if not WINDOWS and os.geteuid() == 0 else []
    with open(log_file("lab.log"), "wb") as out, \
            ended_with_us(start(command, env=dict(tools.env, JUPYTER_TOKEN=token), stdout=out, stderr=subprocess.STDOUT)) as server:
        while not answers(port):
            if server.poll() is not None:
                raise Problem("JupyterLab did not start.\n" + last_lines("lab.log"))
            time.sleep(0.2)
        print(f"JupyterLab is at  http://127.0.0.1:{port}/lab?token={token}\nCtrl-C here stops it.", flush=True)
        try:
            while server.poll() is None:
                time.sleep(0.5)
        except KeyboardInterrupt:
            print("\nStopping JupyterLab.", flush=True)
    return 0


def in_use(port):
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def answers(port):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
    try:
        connection.request("GET", "/api")
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def test(args):
    """Run all tests, or one part of them, in the environment that has what they need."""
    tools = set_up(dev=True)
    options = [f"--{name}={value}" for name, value in (("kernels", args.kernels), ("only", args.only)) if value]
    return hand_over(tools, "run_tests.py", options)


def run(args):
    """Execute notebooks and write their outputs back, or compare with the outputs they have."""
    files = notebooks_in(NOTEBOOKS)
    if args.notebooks:
        files += notebooks_in(NOTEBOOKS / "homework")
        files = [chosen(name, files) for name in args.notebooks]
    return hand_over(set_up(), "run_notebooks.py", ["check" if args.check else "run", *files])


def hand_over(tools, script, arguments):
    """Let a script of src/test/python go on, which may use the packages of the environment."""
    with ended_with_us(start([tools.python, TESTS / "python" / script, *arguments], env=tools.env)) as process:
        while process.poll() is None:
            time.sleep(0.1)
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
    if has_git():
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
        first = subprocess.run(["git", "show", f"HEAD:{file.relative_to(ROOT).as_posix()}"], cwd=ROOT, check=True,
                               stdout=subprocess.PIPE).stdout if has_git() \
            else (PRISTINE / file.relative_to(NOTEBOOKS)).read_bytes()
        if file.exists() and file.read_bytes() == first:
            print(f"{file.name} is as it came; nothing to do.")
            continue
        if file.exists():
            copy = keep_copy(file)
            print(f"Your version is kept as {copy.relative_to(ROOT)}.")
        half = file.with_suffix(".unfinished")
        half.write_bytes(first)
        os.replace(half, file)
        print(f"{file.name} is as it came. If it is open in JupyterLab: File > Reload Notebook from Disk.")
    return 0


def keep_copy(file):
    """Copy 00-tour.ipynb to 00-tour.mine-2026-11-21-0933.ipynb, never over an earlier copy."""
    when = time.strftime("%Y-%m-%d-%H%M")
    for number in range(1, 1000):
        copy = file.with_name(f"{file.stem}.mine-{when}{'' if number == 1 else f'-{number}'}.ipynb")
        with contextlib.suppress(FileExistsError), open(copy, "xb") as out:
            out.write(file.read_bytes())
            return copy
    raise Problem(f"There are already 999 copies of {file.name} from this minute.")


def setup(args):
    tools = set_up(here=args.here)
    print(f"Gradus is set up: Java {tools.jdk.version}, kernel in {tools.env['JUPYTER_PATH']}")
    return 0


def doctor(_args):
    """Look at everything, change nothing; exit status 1 when something is missing."""
    missing = []

    def tell(what, good, found, advice=""):
        print(f"{'ok     ' if good else 'MISSING'} {what:<9} {found}" + ("" if good else f"\n        {advice}"))
        missing.extend([] if good else [what])

    tell("Python", True, f"{sys.version.split()[0]} in {sys.executable}")
    jdk = None
    try:
        jdk = find_jdk()
        tell("JDK", True, f"{jdk.version} from {jdk.vendor} in {jdk.home}")
    except Problem as problem:
        tell("JDK", False, *str(problem).replace("\n", "\n        ").split("\n        ", 1))
    maven = shutil.which("mvn")
    version = re.search(r"Apache Maven (\S+)", answer([maven, "-v"], environment(jdk))[1]) if maven and jdk else None
    tell("Maven", maven, f"{version[1] if version else ''} in {maven}" if maven else "no mvn on the PATH",
         GET_MAVEN.replace("\n", "\n        "))
    spec = kernel_folder(our_prefix()) / "kernel.json"
    set_up_first = "Set it up: python3 course.py setup"
    tell("kernel", spec.is_file(), spec.parent if spec.is_file() else f"not in {spec.parent}", set_up_first)
    jar = TARGET / "gradus.jar"
    code, text = answer([jdk.java, "--add-modules", "jdk.incubator.vector", "-cp", jar, "gradus.kernels.ActiveKernels"]) \
        if jdk and jar.is_file() else (1, "the library is not built yet")
    lines = [line for line in text.splitlines() if line.strip() and not re.match(r"Picked up |WARNING: |NOTE: ", line)]
    tell("Kernels", code == 0, "; ".join(lines), set_up_first)
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
    add = {command.__name__: commands.add_parser(command.__name__) for command in (lab, reset, doctor, setup, test, run)}
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
    # a closed terminal or a `kill` ends us as Ctrl-C does, with all that we started
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.default_int_handler)
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
        print(f"\n{error.strerror or error}: {error.filename or ROOT}\nIf a notebook is still running, stop it first.", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
