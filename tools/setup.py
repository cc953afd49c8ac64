"""Sets everything up and opens nothing.

Each step leaves a stamp when it is complete, and is done again when that is missing or old.
"""
import hashlib
import os
import re
import shutil
import sys
import tempfile
from pathlib import Path

from tools import Problem, appearance, kernel, machine, places, programs

STUDENT, DEVELOPER = "requirements.txt", "requirements-dev.txt"
JARS = ("target/gradus.jar", "target/lib")
GET_NETWORK = """The first set-up needs the network. Behind a proxy, set HTTPS_PROXY (for Maven see
https://maven.apache.org/guides/mini/guide-proxies.html). Then start again: what is done is not done twice."""


def arguments(parser):
    parser.add_argument("--here", action="store_true", help="into the current environment (conda), not into .venv")
    parser.add_argument("--bundle", metavar="FILE", type=Path, help="from this file instead of the network (made by `bundle`)")


def main(args):
    if args.bundle:
        from_bundle(args.bundle, our_prefix(args.here))
    _, env = set_up(here=args.here)
    if args.here:
        (Path(sys.prefix) / "gradus-here.stamp").write_text(str(places.ROOT), "utf-8")
    print(f"Gradus is set up: the kernel runs on {env['JAVA_HOME']}, Jupyter finds it in {env['JUPYTER_PATH']}")
    return 0


def set_up(here=False, lists=(STUDENT,)):
    """Make sure of the JDK, the Python packages, the jar and the kernel; quick when nothing changed."""
    jdk = machine.find_jdk()
    env, prefix = programs.environment(jdk), our_prefix(here)
    built = is_built()
    maven = None if built else machine.find_maven()
    ready = all(is_stamped(prefix / f"gradus-{name}.stamp", fingerprint(name)) for name in lists) \
        and python_of(prefix).exists() and kernel_folder(prefix).joinpath("jjava.jar").is_file()
    if not (built and ready):
        print(f"Setting up Gradus in {places.ROOT} with Java {jdk.version} from {jdk.home}", flush=True)
    if not ready:
        install_packages(prefix, lists, env)
    if not built:
        build_jar(maven, env)
    write_kernelspec(prefix, jdk)
    keep_pristine()
    env["JUPYTER_PATH"] = str(prefix / "share" / "jupyter")
    return python_of(prefix), env


def from_bundle(file, prefix):
    """Take jars and Python packages from a file, so that set_up finds its steps done."""
    from tools import bundle  # not above: it begins with what stands here
    env = programs.environment(machine.find_jdk())
    with tempfile.TemporaryDirectory(prefix="gradus-bundle-") as folder:
        wheels = bundle.unpack(file, folder)
        (places.TARGET / "gradus.stamp").write_text(build_mark())
        install_packages(prefix, (STUDENT,), env, ["--no-index", "--find-links", wheels])


def install_packages(prefix, lists, env, source=()):
    python, unfinished = python_of(prefix), prefix / "gradus-unfinished"
    torn = any(prefix.glob("gradus-*.stamp")) and not kernel_folder(prefix).joinpath("jjava.jar").is_file()
    # a pip that was stopped, or a hand that deleted, can leave packages that look complete to pip and are not: start afresh
    if prefix == places.VENV and (torn or unfinished.exists() or programs.answer([python, "-m", "pip", "--version"])[0] != 0):
        shutil.rmtree(places.VENV, ignore_errors=True)
        if programs.step("a virtual environment in .venv", [sys.executable, "-m", "venv", places.VENV], "venv.log", env) != 0:
            failed("Python could not make .venv (Debian, Ubuntu: sudo apt install python3-venv).", "venv.log")
    unfinished.touch()
    command = [python, "-m", "pip", "install", "--no-input", "--retries", "3", *source] + ["--force-reinstall"] * torn
    for name in lists:
        command += ["-r", places.ROOT / name]
    if programs.step("Python packages", command, "pip.log", env, (r"^Collecting ", "packages")) != 0:
        failed("pip could not install the Python packages.", "pip.log", r"Retrying \(|ProxyError|SSLError")
    for name in lists:
        (prefix / f"gradus-{name}.stamp").write_text(fingerprint(name))
    unfinished.unlink()


def build_mark():
    """Names what the library was built from, and the jars that came of it."""
    return fingerprint("pom.xml", "src/main") + fingerprint(*JARS)


def is_built():
    return is_stamped(places.TARGET / "gradus.stamp", build_mark())


def build_jar(maven, env):
    before = fingerprint("pom.xml", "src/main")
    # what a stopped build left behind must not be taken for finished
    for name in ("gradus.stamp", "gradus.jar", "lib", "classes", "test-classes", "maven-status"):
        old = places.TARGET / name
        shutil.rmtree(old) if old.is_dir() else old.unlink(missing_ok=True)
    if programs.step("the library, with Maven", [maven, "-B", "package", "-Dmaven.test.skip=true"], "maven.log", env, (r"^(\[INFO\] )?Downloaded from", "files fetched")) != 0:
        failed("Maven could not build the library.", "maven.log", r"Could not transfer|Unknown host|Connection refused|timed out")
    # a source that changed meanwhile is not in the jar
    (places.TARGET / "gradus.stamp").write_text(before + fingerprint(*JARS))


def failed(what, log, signs_of_no_network=None):
    full = machine.full_disk()
    if full or "No space left on device" in programs.log_file(log).read_text("utf-8", "replace"):
        raise Problem(full or f"{what} The disk was full meanwhile. {machine.MAKE_ROOM}")
    network = signs_of_no_network and re.search(signs_of_no_network, programs.log_file(log).read_text("utf-8", "replace"))
    raise Problem(what + (f" It did not get through to the network.\n{GET_NETWORK}\n" if network else "\n") + programs.last_lines(log))


def sources():
    """Names what the library is built from."""
    return contents("pom.xml", "src/main")


def fingerprint(*names):
    """Names our folder and the contents of these files and folders in it."""
    return hashlib.sha256(str(places.ROOT).encode("utf-8", "surrogateescape") + contents(*names).encode()).hexdigest()


def contents(*names):
    """Names the contents of these files and folders, wherever they lie."""
    digest = hashlib.sha256()
    for name in names:
        path = places.ROOT / name
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file() and not file.name.startswith("."):
                digest.update(b"%s %d\n" % (file.relative_to(places.ROOT).as_posix().encode(), file.stat().st_size))
                digest.update(file.read_bytes())
    return digest.hexdigest()


def is_stamped(stamp, mark):
    return stamp.is_file() and stamp.read_text("utf-8") == mark


def our_prefix(here=False):
    """The environment to use: the current one when asked for, now or by an earlier `setup --here`; else .venv."""
    return Path(sys.prefix) if here or is_stamped(Path(sys.prefix) / "gradus-here.stamp", str(places.ROOT)) else places.VENV


def python_of(prefix):
    # not resolved: the python of an environment is a link to the one it was made from
    return Path(sys.executable) if prefix == Path(sys.prefix) else prefix / ("Scripts/python.exe" if places.WINDOWS else "bin/python")


def kernel_folder(prefix):
    return prefix / "share" / "jupyter" / "kernels" / "java"


def write_kernelspec(prefix, jdk):
    """Tell Jupyter how to start the Java kernel: on the JDK that was checked, with our jar."""
    folder = kernel_folder(prefix)
    # the libraries come first: our extension needs them when our own jar joins the class path
    class_path = os.pathsep.join((places.TARGET / jars).as_posix() for jars in ("lib/*.jar", "gradus.jar"))
    kernel.write_spec(places.ROOT, folder, jdk.java, programs.environment(jdk), {**programs.UTF8_LOCALE, "JJAVA_CLASSPATH": class_path})
    appearance.write(prefix)


def keep_pristine():
    """Without git, the first set-up keeps the notebooks as they came, for `reset`."""
    if not places.HAS_GIT and places.NOTEBOOKS.is_dir() and not places.PRISTINE.exists():
        unfinished = places.ROOT / ".pristine-unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        shutil.copytree(places.NOTEBOOKS, unfinished, ignore=shutil.ignore_patterns(".*", "*.mine-*"))
        unfinished.rename(places.PRISTINE)


def hand_over(lists, arguments):
    """Let course.py go on inside the environment, with the packages of these lists."""
    python, env = set_up(lists=lists)
    with programs.running([python, places.ROOT / "course.py", *arguments], env=env) as process:
        pass
    return process.returncode
