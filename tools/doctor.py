"""Says what is there, what is missing, and what to do about it."""
import os
import re
import shutil
import sys

from tools import Problem, kernel, machine, places, programs, setup


def arguments(parser):
    pass


def main(_args):
    """Look at everything, change nothing; exit status 1 when something is missing."""
    missing, advised = [], set()

    def tell(what, good, found, advice=""):
        lines = [line for line in advice.splitlines() if line not in advised] * (not good)
        print("\n        ".join([f"{'ok     ' if good else 'MISSING'} {what:<11} {found}", *lines]))
        advised.update(lines)
        missing.extend([] if good else [what])

    tell("Python", True, f"{sys.version.split()[0]} in {sys.executable}")
    jdk = None
    try:
        jdk = machine.find_jdk()
        tell("JDK", True, f"{jdk.version} from {jdk.vendor} in {jdk.home}")
    except Problem as problem:
        tell("JDK", False, *str(problem).split("\n", 1))
    maven = shutil.which(machine.MAVEN)
    version = re.search(r"Apache Maven ([\w.-]+)", programs.answer([maven, "-v"], programs.environment(jdk))[1]) if maven and jdk else None
    built = setup.is_built()
    tell("Maven", maven or built, f"{version[1] if version else ''} in {maven}" if maven
         else "no mvn on the PATH" + (", and none is needed: the library is built" if built else ""), machine.GET_TOOLS)
    spec = kernel.told(setup.kernel_folder(setup.our_prefix()))
    tell("Java kernel", *spec, "To set it up: python3 course.py setup")
    jar = places.TARGET / "gradus.jar"
    code, text = programs.answer([jdk.java, "--add-modules", "jdk.incubator.vector", "-cp", jar, "gradus.kernels.ActiveKernels"]) \
        if jdk and jar.is_file() else (1, "the library is not built yet")
    lines = [line for line in text.splitlines() if line.strip() and not re.match(r"Picked up |WARNING: |NOTE: ", line)]
    tell("arithmetic", code == 0, "; ".join(lines), "To build it: python3 course.py setup")
    if sys.platform.startswith("linux"):
        fonts = programs.answer(["fc-list"])[1].count("\n") if shutil.which("fc-list") else 0
        tell("fonts", fonts, f"{fonts} known to fontconfig", "Figures need one: sudo apt install fontconfig fonts-dejavu-core")
    free = machine.free_gigabytes(places.ROOT)
    tell("disk", free > (machine.FULL if built and spec[0] else 1), f"{free:.1f} GB free in {places.ROOT}", machine.MAKE_ROOM)
    tell("folder", os.access(places.ROOT, os.W_OK), f"{places.ROOT} {'can' if os.access(places.ROOT, os.W_OK) else 'cannot'} be written to",
         "Set-up and notebooks write into it: copy the course to a folder of your own, or change who may write.")
    print("All is well." if not missing else f"Missing: {', '.join(missing)}.")
    return 1 if missing else 0
