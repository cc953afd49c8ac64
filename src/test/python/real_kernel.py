"""A real Java kernel for tests that ask it through Jupyter's protocol; one for a whole module."""

import re

from jupyter_client.manager import KernelManager

# ends a hang and nothing else: how quick an answer is, the bench tells
SECONDS = 600
manager = client = None


def start():
    global manager, client
    manager = KernelManager(kernel_name="java")
    manager.start_kernel()
    client = manager.client()
    client.start_channels()
    client.wait_for_ready(timeout=SECONDS)


def stop():
    client.stop_channels()
    manager.shutdown_kernel(now=True)


class Cell:
    """One executed cell: its reply and its outputs in the order in which they came."""

    def __init__(self, code, during=None):
        self.outputs = []
        self.during = during
        self.reply = client.execute_interactive(code, timeout=SECONDS, allow_stdin=False, output_hook=self.take)["content"]

    def take(self, message):
        kind, content = message["msg_type"], message["content"]
        if kind in ("stream", "display_data", "update_display_data", "execute_result", "error"):
            self.outputs.append((kind, content))
            if self.during:
                self.during(kind, content)

    def text(self, name="stdout"):
        return "".join(c["text"] for kind, c in self.outputs if kind == "stream" and c["name"] == name)

    def data(self):
        """The MIME bundle of the cell's value."""
        return next(c["data"] for kind, c in self.outputs if kind == "execute_result")

    def error(self):
        """The lines of the error that the cell shows, without colours."""
        lines = next((c["traceback"] for kind, c in self.outputs if kind == "error"), [])
        return [re.sub(r"\x1b\[[0-9;]*m", "", line) for line in lines]

    def kinds(self):
        return [kind for kind, _ in self.outputs]


def ask(method, code, at):
    """An inspect or complete request at a place in the code."""
    message = getattr(client, method)(code, at)
    while True:
        reply = client.get_shell_msg(timeout=SECONDS)
        if reply["parent_header"]["msg_id"] == message:
            return reply["content"]
