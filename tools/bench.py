"""Times Gradus: alone; with --peers against others that do the same work.

Alone: JMH; then JDK 17 against 25, plain against vector kernels, memory, growth, start, the answer to an interrupt.
Machines change their speed from minute to minute. So two that are compared take turns in one run, each in a process that
stays alive and waits while the other works; a ratio is that of the medians of their turns, ours over the peer's in time.
Both start from the same numbers and must come to the same result, to 1e-9 in double: nobody computes less.
"""
import collections
import json
import os
import platform
import re
import statistics
import subprocess
import sys
import threading
import time
from pathlib import Path

from tools import Problem, places, programs, setup
from tools.machine import find_jdk, find_maven

PACKAGES = (setup.STUDENT, setup.DEVELOPER)
PEERS = places.ROOT / ".peers"
PEER_PACKAGES = {"numpy": ["numpy==2.4.6"], "torch": ["torch==2.15.0", "numpy==2.4.6"]}
DOWNLOADS = {"numpy": "20 MB", "torch": "3.6 GB (PyTorch with all that it needs, most of it for graphics cards)", "java": "20 MB"}
ONE, PLAIN = ["-XX:ActiveProcessorCount=1", "-XX:+UseG1GC"], ["-Dgradus.kernels=plain"]
# what makes a machine with longer vectors do without them: ours, and each peer's own switch
NARROW = {256: (["-XX:UseAVX=2"], {"ATEN_CPU_CAPABILITY": "avx2", "OPENBLAS_CORETYPE": "Haswell",
                                   "NPY_DISABLE_CPU_FEATURES": "X86_V4 AVX512_ICL AVX512_SPR"})}
Pace = collections.namedtuple("Pace", "warm turn turns")
USUAL, SMOKE = Pace(3, 0.5, 15), Pace(0, 0, 1)

TRAINING = """fit(sequential(dense(64, 32), relu(), dense(32, 10)).initialize(heNormal(), new Rng(2)), Digits.load())
    .loss(crossEntropy()).optimizer(adam(0.001)).epochs(1_000_000).run(new Rng(4))"""
# a rate is told in steps a second, but its ratio is one of times too
Work = collections.namedtuple("Work", "name title unit value")
EPOCH = Work("epoch", "epoch, 784-256-128-10", "ms", lambda seconds: 1e3 * seconds)
LAYERS = Work("tanh-layers", "10 × 500 tanh, batch 1000", "ms", lambda seconds: 1e3 * seconds)
TINY = Work("tiny", "2-8-8-1 tanh net", "steps/s", lambda seconds: 1000 / seconds)
PRODUCT = Work("product 512", "product 512³", "ms", lambda seconds: 1e3 * seconds)
EXP = Work("exp 65536", "exp of 65,536", "µs", lambda seconds: 1e6 * seconds)
TANH = Work("tanh 65536", "tanh of 65,536", "µs", lambda seconds: 1e6 * seconds)
Row = collections.namedtuple("Row", "work ours peer limit theirs", defaults=(None,))


ROWS = [
    Row(EPOCH, "Gradus", "PyTorch float64", 0.7),
    Row(EPOCH, "Gradus", "PyTorch float32", 1.2),
    Row(LAYERS, "Gradus", "PyTorch float64", 0.85),
    Row(LAYERS, "Gradus, all cores", "PyTorch float64, all cores", 0.85),
    Row(TINY, "Gradus", "PyTorch float64", 1 / 40),
    Row(PRODUCT, "Gradus", "OpenBLAS", 1, "openblas-product 512"),
    Row(PRODUCT, "Gradus", "EJML", 1 / 6, "ejml-product 512"),
    Row(EXP, "Gradus", "NumPy", 1.3),
    Row(TANH, "Gradus", "NumPy", 1.3),
    Row(EPOCH, "Gradus on JDK 17", "Gradus on JDK 25", 1.1),
    Row(LAYERS, "Gradus on JDK 17", "Gradus on JDK 25", 1.1),
    Row(TINY, "Gradus on JDK 17", "Gradus on JDK 25", 1.1),
    Row(EPOCH, "Gradus, plain kernels", "Gradus", 2),
]
PEER_OF = {"PyTorch": "torch", "NumPy": "numpy", "EJML": "java", "OpenBLAS": "java"}
MACHINES = {"as it is": [], "JDK 17": [], "256-bit vectors": ["-XX:UseAVX=2"], "128-bit vectors": ["-XX:MaxVectorSize=16"],
            "C1 only": ["-XX:TieredStopAtLevel=1"], "JDK 17, no vector math": ["-XX:+UnlockExperimentalVMOptions", "-XX:-UseVectorStubs"]}
MACHINE_WORKS = ["epoch", "tiny", "product 512", "product 100", "exp 65536", "log 65536", "tanh 65536", "sigmoid 65536",
                 "softmax 65536", "exp 2000"]
ROOM = "Gradus, a young generation of 2.5 GB"                      # in which a graph of a million nodes is never copied
Growth = collections.namedtuple("Growth", "kind sizes ours", defaults=("Gradus",))
GROWTH = [Growth("rows", [10 ** 3, 10 ** 4, 10 ** 5, 10 ** 6]), Growth("parameters", [10 ** 4, 10 ** 5, 10 ** 6, 10 ** 7]),
          Growth("nodes", [10 ** 2, 10 ** 3, 10 ** 4, 10 ** 5, 10 ** 6]), Growth("nodes", [10 ** 2, 10 ** 3, 10 ** 4, 10 ** 5, 10 ** 6], ROOM)]


class Worker:
    """A process that does a work when told to; see Turns.java and peer.py."""

    def __init__(self, command, env=None):
        self.process = subprocess.Popen([str(part) for part in command], cwd=places.ROOT, env=env, text=True, encoding="utf-8",
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=open(programs.log_file("bench.log"), "a"))

    def ask(self, *words):
        self.process.stdin.write(" ".join(map(str, words)) + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        if not answer:
            raise Problem(f"A bench ended at {' '.join(map(str, words))}:\n{programs.last_lines('bench.log')}")
        return answer.split()

    def time(self, seconds, work):
        return [float(number) for number in self.ask("time", seconds, work)]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.wait(20)


class Bench:
    options, env = [], {}

    def __init__(self, pace, peers, width=None):
        self.pace, self.peers, self.rows, self.table, self.per_unit = pace, peers, [], [], []
        self.options, self.env = NARROW.get(width, ([], {}))
        self.jdks = find_jdks()
        self.newest = max(self.jdks)
        self.build()
        with self.worker("Gradus") as ours:
            self.width = int(ours.ask("width")[0])
        self.vectors = f"vectors of {self.width} bits" + (f", by {' '.join(self.options)} and the peers' own switches" if width else "")
        print(f"  {self.vectors}", flush=True)

    def build(self):
        """Compile the benches beside the tests; Maven also says what class path they need."""
        (places.TARGET / "bench").mkdir(parents=True, exist_ok=True)
        system = {"Darwin": "macosx"}.get(platform.system(), platform.system().lower())
        machine = {"AMD64": "x86_64", "aarch64": "arm64"}.get(platform.machine(), platform.machine())
        command = [find_maven(), "-B", "-ntp", "-q", "-Pbench" + (",peers" if "java" in self.peers else ""),
                   f"-Djavacpp.platform={system}-{machine}", "test-compile", "dependency:build-classpath",
                   f"-Dmdep.outputFile={places.TARGET / 'bench' / 'classpath'}"]
        if programs.step("the benches, with Maven", command, "bench-maven.log", os.environ):
            raise Problem(f"Maven could not build the benches:\n{programs.last_lines('bench-maven.log')}")
        libraries = (places.TARGET / "bench" / "classpath").read_text("utf-8")
        self.class_path = os.pathsep.join([str(places.TARGET / "classes"), str(places.TARGET / "test-classes"), libraries])

    def java(self, version, *options):
        return [self.jdks[version], "--add-modules", "jdk.incubator.vector", "-Xmx3g", *self.options, *options, "-cp", self.class_path]

    def worker(self, name):
        """Start what a name stands for."""
        cores = os.cpu_count() if "all cores" in name else 1
        if name.split()[0] in ("PyTorch", "NumPy"):
            kind = {"PyTorch float64": "torch64", "PyTorch float32": "torch32", "NumPy": "numpy"}[name.split(",")[0]]
            threads = {key: str(cores) for key in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")}
            return Worker([setup.python_of(PEERS), places.ROOT / "src/bench/python/peer.py", kind, cores], {**os.environ, **threads, **self.env})
        jdk = re.search(r"JDK (\d+)", name)
        options = ([] if cores > 1 else ONE) + (PLAIN if "plain" in name else []) + (["-Xmn2500m"] if name == ROOM else [])
        return Worker(self.java(int(jdk[1]) if jdk else self.newest, *options) + ["gradus.bench.Turns"], {**os.environ, **self.env})

    def possible(self, row):
        """Whether both sides of a row can run here and are wanted."""
        for side in (row.ours, row.peer):
            jdk = re.search(r"JDK (\d+)", side)
            kind = PEER_OF.get(side.split()[0])
            if jdk and int(jdk[1]) not in self.jdks or kind and kind not in self.peers:
                return False
        return True

    def compare(self, row):
        """Both sides in turns, and the ratio of the medians of their seconds a run."""
        work, theirs, warm = row.work.name, row.theirs or row.work.name, self.pace.warm
        with self.worker(row.ours) as ours, self.worker(row.peer) as peer:
            ours.ask("write", places.TARGET / "bench" / f"{work.replace(' ', '-')}.bin", work)
            first, second = ours.time(warm, work)[1], peer.time(warm, theirs)[1]
            if not abs(first - second) <= (1e-3 if "float32" in row.peer else 1e-9) * max(1, abs(first)):
                raise Problem(f"{row.work.title}: {row.ours} comes to {first}, {row.peer} to {second}: not the same work.")
            turns = [(ours.time(self.pace.turn, work)[0], peer.time(self.pace.turn, theirs)[0]) for _ in range(self.pace.turns)]
        ours, peer = (statistics.median(side) for side in zip(*turns))
        self.tell(f"{row.work.title}, {row.ours}", row.work.unit, row.work.value(ours), row.work.value(peer), row.peer,
                  ours / peer, row.limit)

    def memory(self):
        """What a training step's steady state allocates, and how much of the time collecting it takes."""
        for work in (EPOCH, TINY, LAYERS):
            with self.worker("Gradus") as ours:
                ours.time(self.pace.warm, work.name)
                _, _, collecting, allocated = ours.time(4 * self.pace.turn, work.name)
            self.tell(f"{work.title}: collecting garbage", "% of time", 100 * collecting, 3, "bound", collecting / 0.03)
            print(f"      {number(allocated / 1e6)} MB allocated a run", flush=True)

    def growth(self):
        """Time a unit as the work grows: it should stay the same."""
        for kind, sizes, side in GROWTH:
            with self.worker(side) as ours:
                ours.time(self.pace.warm, f"{kind} {sizes[1]}")
                times = [min(ours.time(self.pace.turn, f"{kind} {size}")[0] for _ in range(3)) / size for size in sizes]
            units = [f"{size:,}: {number(1e9 * t)} ns" for size, t in zip(sizes, times)]
            self.per_unit.append(f"* {kind}{side[6:]}: {', '.join(units)}")
            print(f"    {kind + ':':<12} " + "   ".join(units), flush=True)
            self.tell(f"most {kind} against fewest{side[6:]}", "ns each", 1e9 * times[-1], 1e9 * times[0], f"{sizes[0]:,} {kind}",
                      times[-1] / times[0], 1.5)

    def start(self):
        """From the start of a notebook's kernel to its first figure."""
        import nbformat
        from tools import notebook as runner
        times = []
        for _ in range(self.pace.turns // 3 + 1):
            cell = nbformat.v4.new_code_cell('linePlot("first", linspace(0, 1, 20).square())')
            notebook = nbformat.v4.new_notebook(cells=[cell])
            began = time.monotonic()
            client = runner.Client(notebook, places.NOTEBOOKS)
            with client.started():
                client.run(notebook.cells[0], 1)
                times.append(time.monotonic() - began)
            if not any("image/png" in output.get("data", {}) for output in notebook.cells[0].outputs):
                raise Problem("The first cell of a notebook shows no figure.")
        self.tell("kernel start to first plot", "s", statistics.median(times), 4, "bound", statistics.median(times) / 4)

    def interrupt(self):
        """From the interrupt of a training to the end of its cell."""
        from jupyter_client.manager import start_new_kernel
        times = []
        manager, client = start_new_kernel(kernel_name="java", startup_timeout=600)
        for _ in range(self.pace.turns // 3 + 1):
            sent = []

            def interrupt(message):
                if message["msg_type"] == "display_data":
                    sent.append(time.monotonic())
                    threading.Thread(target=manager.interrupt_kernel).start()

            client.execute_interactive(TRAINING, output_hook=interrupt, allow_stdin=False)
            times.append(time.monotonic() - sent[0])
        client.stop_channels()
        manager.shutdown_kernel(now=True)
        self.tell("interrupt of a training", "s", statistics.median(times), 1, "bound", statistics.median(times))

    def machines(self, only):
        """The kernels that are chosen against the plain ones: cold, each in a new JVM alone, and warm."""
        for machine, options in MACHINES.items():
            version = 17 if "17" in machine else self.newest
            if version not in self.jdks:
                continue
            sides = [self.java(version, *ONE, *options, *more) + ["gradus.bench.Turns"] for more in ([], PLAIN)]
            for work in MACHINE_WORKS:
                if only.lower() not in f"{work}, {machine}".lower():
                    continue
                cold = [[self.once(side, work) for side in sides] for _ in range(3)]
                with Worker(sides[0]) as chosen, Worker(sides[1]) as plain:
                    chosen.time(self.pace.warm, work), plain.time(self.pace.warm, work)
                    warm = [(chosen.time(self.pace.turn, work)[0], plain.time(self.pace.turn, work)[0]) for _ in range(5)]
                for state, turns in ((f"first {self.pace.turn} s", cold), ("warm", warm)):
                    ours, plain_ones = (1e6 * statistics.median(side) for side in zip(*turns))
                    self.tell(f"{work}, {machine}: {state}", "µs", ours, plain_ones, "plain", ours / plain_ones, 1.05)

    def once(self, command, work):
        with Worker(command) as worker:
            return worker.time(self.pace.turn, work)[0]

    def jmh(self):
        """The works under JMH, each in a JVM of its own, with what they allocate."""
        results = places.TARGET / "bench" / "jmh.json"
        pace = ["-wi", 5, "-i", 10, "-w", 1, "-r", 1] if self.pace is USUAL else ["-wi", 1, "-i", 1, "-w", "10ms", "-r", "10ms"]
        command = self.java(self.newest, *ONE) + ["org.openjdk.jmh.Main", "-f", 1, *pace, "-prof", "gc", "-rf", "json", "-rff", results]
        if programs.step("JMH", command, "jmh.log", os.environ):
            raise Problem(f"JMH failed:\n{programs.last_lines('jmh.log')}")
        for result in json.loads(results.read_text("utf-8")):
            metric, allocated = result["primaryMetric"], result["secondaryMetrics"]["gc.alloc.rate.norm"]["score"]
            error = metric["scoreError"] if self.pace is USUAL else 0
            print(f"    {result['params']['name']:<16} {number(metric['score']):>9} ± {number(error)} µs, {number(allocated / 1e6)} MB"
                  " allocated", flush=True)

    def tell(self, work, unit, gradus, peer, peer_name, ratio, limit=1):
        self.rows.append({"work": work, "unit": unit, "gradus": gradus, "peer": peer, "peer_name": peer_name, "ratio": ratio})
        self.table.append(f"| {work} | {number(gradus)} {unit} | {peer_name}: {number(peer)} {unit} | {number(ratio)} | {number(limit)} |")
        verdict = "" if ratio <= limit else f"   above {number(limit)}"
        print(f"    {work:<52} {number(gradus):>9} {unit:<9}  {peer_name}: {number(peer)} {unit}, ratio {number(ratio)}{verdict}",
              flush=True)


def write_docs(bench):
    """Put the figures of this run between the two marks that docs/PERFORMANCE.md has for vectors of their width."""
    docs = places.ROOT / "docs" / "PERFORMANCE.md"
    cpu = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text()) if Path("/proc/cpuinfo").exists() else None
    machine = f"{cpu[1] if cpu else platform.processor()}, {os.cpu_count()} cores, JDK {' and '.join(map(str, sorted(bench.jdks)))}, {bench.vectors}."
    marks = f"<!-- figures, {bench.width} bits -->", f"<!-- end of figures, {bench.width} bits -->"
    table = [marks[0], machine, "", "| work | Gradus | against | ratio | to reach |", "|---|---|---|---|---|", *bench.table]
    if bench.per_unit:
        table += ["", "Time per unit as the work grows:", *bench.per_unit]
    text, found = re.subn(f"{marks[0]}.*?(?={marks[1]})", lambda _: "\n".join(table) + "\n", docs.read_text("utf-8"), flags=re.S)
    if not found:
        raise Problem(f"{docs} has no place for figures of vectors of {bench.width} bits: {' … '.join(marks)}")
    docs.write_text(text, "utf-8")


def number(value):
    """Three significant digits, without an exponent."""
    return f"{value:.3g}" if 0.001 <= abs(value) < 1000 else f"{value:,.0f}" if value else "0"


def find_jdks():
    """The java of every JDK here, by major version: that of JAVA_HOME, and those where Linux keeps them."""
    jdks = {}
    for java in [*Path("/usr/lib/jvm").glob("*/bin/java"), find_jdk().java]:
        version = re.search(r'version "(\d+)', programs.answer([java, "-version"])[1])
        if version and int(version[1]) >= 17:
            jdks[int(version[1])] = java
    return jdks


def install(peers):
    """The peers that are Python packages, in an environment of their own, once it is said how much comes."""
    packages = sorted({package for peer in peers for package in PEER_PACKAGES.get(peer, [])})
    stamp = PEERS / "gradus.stamp"
    if not packages or setup.is_stamped(stamp, " ".join(packages)) or setup.is_stamped(stamp, " ".join(sorted(PEER_PACKAGES["torch"]))):
        return
    print(f"  {' and '.join(packages)}: " + " and ".join(DOWNLOADS[peer] for peer in peers if peer in PEER_PACKAGES)
          + f" to download, into {PEERS}", flush=True)
    if programs.step("an environment for them", [sys.executable, "-m", "venv", PEERS], "peers.log", os.environ) \
            or programs.step("the packages", [setup.python_of(PEERS), "-m", "pip", "install", "--no-input", *packages], "peers.log", os.environ):
        setup.failed("The peers could not be installed.", "peers.log", r"Retrying \(|ProxyError|SSLError")
    stamp.write_text(" ".join(packages), "utf-8")


def arguments(parser):
    parser.add_argument("--peers", nargs="?", const="java,numpy,torch", default="", metavar="java,numpy,torch",
                        help="also against EJML and OpenBLAS (java), NumPy, PyTorch: installed in .peers (3.6 GB), results in target/bench.json")
    parser.add_argument("--machines", action="store_true",
                        help="the choice of the kernels on other machines: never slower than the plain ones")
    parser.add_argument("--width", type=int, choices=list(NARROW), help="do without longer vectors than so many bits, and the peers too")
    parser.add_argument("--only", default="", metavar="WORDS", help="only rows whose title contains them")
    parser.add_argument("--smoke", action="store_true",
                        help="everything that needs no peers, as short as can be: shows that it runs, measures nothing")
    parser.add_argument("--docs", action="store_true", help="write the table of docs/PERFORMANCE.md anew")


def main(args):
    peers = [peer for peer in args.peers.split(",") if peer]
    unknown = set(peers) - set(DOWNLOADS)
    if unknown:
        raise Problem(f"--peers {args.peers}: there is no peer {', '.join(sorted(unknown))}; there are {', '.join(DOWNLOADS)}.")
    install(peers)
    bench = Bench(SMOKE if args.smoke else USUAL, peers, args.width)
    if args.machines:
        bench.machines(args.only)
    else:
        for title, part in (("JMH", bench.jmh), ("memory", bench.memory), ("growth", bench.growth), ("start", bench.start),
                            ("interrupt", bench.interrupt)):
            if args.only.lower() in title.lower():
                part()
        for row in ROWS:
            if args.only.lower() in f"{row.work.title} {row.ours} {row.peer}".lower() and bench.possible(row):
                bench.compare(row)
    (places.TARGET / "bench.json").write_text(json.dumps(bench.rows, indent=1, ensure_ascii=False), "utf-8")
    if args.docs:
        write_docs(bench)
    print(f"  All of it: {places.TARGET / 'bench.json'}", flush=True)
    return 0
