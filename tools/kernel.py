"""The Java kernel of the notebooks: compiles ours against JJava's jar, and writes how Jupyter starts it.

Our kernel (src/kernel) stands in front of JJava and needs its jar, which only the Python package brings. It is compiled
with the JDK that was checked, into target/kernel. When that fails, JJava itself is started: notebooks run as well, with
less help at the cursor and in errors.
"""

import hashlib
import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

SOURCES, CLASSES, LOG, STAMP = "src/kernel/java", "target/kernel", "target/kernel.log", "gradus.stamp"
MAIN = "gradus.javakernel.Main"


def compiled(root, java, jjava_jar, env):
    """Compile our kernel unless that is done; False when it cannot be, and the log says why."""
    sources = sorted((root / SOURCES).rglob("*.java"))
    stamp = hashlib.sha256(b"\0".join(file.read_bytes() for file in [*sources, jjava_jar])).hexdigest()
    classes = root / CLASSES
    if stamp_of(classes) == stamp:
        return True
    classes.parent.mkdir(exist_ok=True)
    half = Path(tempfile.mkdtemp(".unfinished", "kernel-", classes.parent))  # another course.py may be at it too
    command = [java, "-m", "jdk.compiler/com.sun.tools.javac.Main", "--release", "17", "-encoding", "UTF-8",
               "-cp", jjava_jar, "-d", half, *sources]
    try:
        with open(root / LOG, "wb") as log:
            code = subprocess.run([str(part) for part in command], stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                                  env=env, timeout=300).returncode
        if code == 0:
            (half / STAMP).write_text(stamp)
            shutil.rmtree(classes, ignore_errors=True)
            half.rename(classes)
    except (OSError, subprocess.TimeoutExpired) as error:
        (root / LOG).write_text(f"{error}\n", "utf-8")
    shutil.rmtree(half, ignore_errors=True)
    return stamp_of(classes) == stamp


def stamp_of(classes):
    try:
        return (classes / STAMP).read_text()
    except OSError:
        return None


def write_spec(root, folder, java, env, kernel_env):
    """Write kernel.json into the folder with jjava.jar: our kernel when it compiles, else JJava itself.

    The kernelspec that jjava installs would take any java of the PATH, and start a second JVM.
    """
    jar = folder / "jjava.jar"
    start = ["-cp", os.pathsep.join([str(root / CLASSES), str(jar)]), MAIN] if compiled(root, java, jar, env) else ["-jar", str(jar)]
    spec = {"display_name": "Java", "language": "java", "interrupt_mode": "message",
            "argv": [str(java), "--add-modules", "jdk.incubator.vector", "--add-opens", "jdk.jshell/jdk.jshell=ALL-UNNAMED",
                     "-Djava.awt.headless=true", "-Dfile.encoding=UTF-8", "-Xmx700m", *start, "{connection_file}"],
            "env": kernel_env}
    (folder / "kernel.json").write_text(json.dumps(spec, indent=1), "utf-8")


def told(folder):
    """What doctor says about the kernel: whether it is there, and in words."""
    try:
        argv = json.loads((folder / "kernel.json").read_text("utf-8"))["argv"]
    except (OSError, ValueError, KeyError):
        return False, f"not in {folder}"
    if MAIN in argv:
        return True, f"in {folder}"
    return True, (f"JJava itself in {folder}: ours did not compile (see {LOG}), so there is less help at the cursor and in "
                  "errors; python3 course.py setup tries again")
