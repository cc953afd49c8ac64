"""Tries of every exercise, without anybody writing them, the wrong answers that no check may pass.

For each method that the answer cell leaves open, one at a time while the others are right:

  constants       0, 1, −1 and NaN in the shape of the right answer, null, nothing but an empty array; the right answer to the
                  first trial, again and again; one of its own arguments
  side effects    an argument overwritten before or after it computes, or used for the answer and given back
  state           a sum that is kept from one call to the next
  the library     where the check says .without("softmax"): the right answer from a method that calls softmax

Fakes.java makes them in the kernel. It stands between the check and the solution, which is declared under another name. What
cannot be tried on a type is left out by rule: NaN where whole numbers come, overwriting where no array or tensor is given or
nothing is returned, as by a method that is there to overwrite.
"""
import re

import nbformat

from tools import places
from tools.notebook import Wrong

LIBRARY = places.ROOT / "src/main/java"
JAVA = places.ROOT / "tools/Fakes.java"
METHOD = re.compile(r"\bstatic\s+(<[^()]*>\s*)?([\w.<>\[\], ?]+?)\s+(\w+)\s*\(([^()]*)\)\s*(throws\s+[\w., ]+?)?\s*\{")


class Method:
    def __init__(self, found):
        self.generic, self.type, self.name, self.parameters, self.throws = (part or "" for part in found.groups())

    def arguments(self):
        """The names of the parameters, as a call has them: of Map<String, Tensor> m, double... z they are m, z."""
        plain = self.parameters
        while "<" in plain:
            plain = re.sub(r"<[^<>]*>", "", plain)
        return ", ".join(part.split()[-1] for part in plain.split(",") if part.strip())

    def declared(self, body):
        return f"    static {self.generic}{self.type} {self.name}({self.parameters}) {self.throws} {{ {body} }}"

    def gives(self, value):
        return f"{value};" if self.type == "void" else f"return ({self.type}) {value};"


class Answer:
    """The class of an answer cell: its name, and the methods that are to be written."""

    def __init__(self, source):
        found, methods = re.match(r"\s*class (\w+)\s*\{", source), list(METHOD.finditer(source))
        ends = [method.start() for method in methods[1:]] + [None]
        self.methods = [Method(method) for method, end in zip(methods, ends) if "new NotDone()" in source[method.end():end]]
        if not found or not self.methods:
            raise Wrong("the answer cell should hold one class with static methods that throw new NotDone(): others are not tried")
        self.name, self.right = found[1], f"Right{found[1]}"

    def renamed(self, solution):
        """The solution, under the name that the methods of the stand-ins call."""
        if not re.search(rf"\bclass {self.name}\b", solution):
            raise Wrong(f"the solution declares no class {self.name}")
        return re.sub(rf"\b{self.name}\b", self.right, solution)

    def stand_in(self, *lines):
        return "\n".join([f"class {self.name} extends {self.right} {{", *lines, "}"])

    def call(self, method):
        return f"{self.right}.{method.name}({method.arguments()})"

    def spoiled(self):
        """A class whose open methods ask Fakes what to give."""
        lines = []
        for method in self.methods:
            right = f"{{ {self.call(method)}; return null; }}" if method.type == "void" else self.call(method)
            fake = f'Fakes.answer("{method.name}", () -> {right}, new Object[]{{{method.arguments()}}})'
            lines.append(method.declared(method.gives(fake)))
        return self.stand_in(*lines)

    def with_library(self, caller, names):
        """A class that is right, but one method calls methods of these names on what no cell declares, as those of the library."""
        calls, declared = (" ".join(form.format(name) for name in names) for form in ("library.{}();", "void {}();"))
        return self.stand_in(f"    interface Library {{ {declared} }}", "    static Library library;", *[
            method.declared(f"if (library != null) {{ {calls} }} " * (method is caller) + method.gives(self.call(method)))
            for method in self.methods])


def judged(client, answer, solution, check):
    """Let the check judge all wrong answers, in a kernel that has run what stands before it; how many there were."""
    parts = re.split(r"^(?=exercise\()", check.rstrip().rstrip(";"), flags=re.M)
    if len(parts) != 2:
        raise Wrong("the check should end with one exercise(…) that begins a line: wrong answers are not tried")
    answer = Answer(answer)
    message = run(client, answer.renamed(solution), JAVA.read_text("utf-8"), answer.spoiled(),
                  *[parts[0]] * bool(parts[0].strip()), f"Fakes.judge({answer.name}.class, () -> {parts[1]})")
    if message:
        raise Wrong(message)
    printed = [output.text for output in client.nb.cells[-1].outputs if output.output_type == "stream"]
    *passed, tried = "".join(printed).splitlines()      # an answer that trains shows a picture besides
    if passed:
        raise Wrong("\n".join(passed))
    return int(tried.split()[0]) + by_the_library(client, answer, check)


def by_the_library(client, answer, check):
    names = re.findall(r'"(\w+)"', " ".join(re.findall(r"\.without\(([^)]*)\)", check)))
    unknown = [name for name in names if not in_library(name)]
    if unknown:
        raise Wrong(f"the check forbids {' and '.join(unknown)}, which is no method of the library")
    callers = answer.methods if names else []
    for caller in callers:
        message = run(client, answer.with_library(caller, names), check) or "it passes"
        missed = [name for name in names if name not in message]
        if missed or "the library did it" not in message:
            raise Wrong(f"an answer whose {caller.name} calls {' and '.join(names)} of the library is not told so, but: {message}")
    return len(callers)


def run(client, *sources):
    return client.message_of([nbformat.v4.new_code_cell(source) for source in sources])


def in_library(name):
    declared = re.compile(rf"^    public (?:static |final |default |synchronized )*(?:<[^(]*> )?[\w.<>\[\], ?]+ {name}\(", re.M)
    return any(declared.search(file.read_text("utf-8")) for file in LIBRARY.rglob("*.java"))
