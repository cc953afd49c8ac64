"""Runs other programs: their variables, their output in target/*.log, and their end with ours."""
import contextlib
import os
import re
import signal
import subprocess
import sys
import time

from tools import places


UTF8_LOCALE = {} if places.WINDOWS else {"LC_ALL": "en_US.UTF-8" if sys.platform == "darwin" else "C.UTF-8"}


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
    group = {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP} if places.WINDOWS else {"start_new_session": True}
    process = subprocess.Popen([str(part) for part in command], cwd=places.ROOT, stdin=subprocess.DEVNULL, **group, **options)
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
            if places.WINDOWS:
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
    code, said = output(command, env)
    return code, said.decode("utf-8", "replace")


def output(command, env=None):
    """The same, byte by byte."""
    try:
        done = subprocess.run([str(part) for part in command], cwd=places.ROOT, env=env or environment(), timeout=600,
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        return done.returncode, done.stdout
    except (OSError, subprocess.TimeoutExpired) as e:
        return 1, str(e).encode()


def step(title, command, log, env, counted=None, minutes=None):
    """Run a long command with its noise in target/<log>; show its title, that it lives, and the seconds it takes.

    What is counted in the log meanwhile is a pattern with its word. After so many minutes it hangs: it is ended, and None
    comes back for its exit code.
    """
    began, said = time.monotonic(), 0
    print(f"  {title} ... ", end="", flush=True)
    with open(log_file(log), "wb") as out, running(command, env=env, stdout=out, stderr=subprocess.STDOUT) as process:
        while process.poll() is None:
            time.sleep(0.1)
            seconds = time.monotonic() - began
            if minutes and seconds > 60 * minutes:
                end(process)
                last = log_file(log).read_text("utf-8", "replace").strip().rpartition("\n")[2]
                print(f"hangs: no end after {minutes} minutes. The last it said: {last}", flush=True)
                return None
            if seconds > (said + 1) * seconds_between_signs():
                said += 1
                print(f"\r  {title} ... {seconds:.0f} s{count(counted, log)} " if sys.stdout.isatty() else ".", end="", flush=True)
    again = f"\r  {title} ... " if sys.stdout.isatty() else " " if said else ""
    # two spaces cover the rest of a longer sign
    print(f"{again}{time.monotonic() - began:.0f} s{count(counted, log)}" + "  " * sys.stdout.isatty(), flush=True)
    return process.returncode


def seconds_between_signs():
    return 1 if sys.stdout.isatty() else 10


def count(counted, log):
    """What of the work can be counted in its log, in words."""
    if not counted:
        return ""
    number = len(re.findall(counted[0], log_file(log).read_text("utf-8", "replace"), re.M))
    return f", {number} {counted[1]}" if number else ""


def log_file(name):
    places.TARGET.mkdir(exist_ok=True)
    return places.TARGET / name


def last_lines(log, count=12):
    """The end of a log without what Maven says around every failure, and where the log is."""
    text = re.sub(r"\x1b\[[\d;]*m| -> \[Help 1\]$", "", log_file(log).read_text("utf-8", "replace"), flags=re.M)
    lines = [line for line in text.splitlines() if re.sub(r"\[\w+\]", "", line).strip()
             and not re.search(r"^\[INFO\]|\[Help 1\]|Re-run Maven|re-run Maven|For more information about the errors", line)]
    return "\n".join(["  " + line for line in lines[-count:]] + [f"All of it: {places.TARGET / log}"])
