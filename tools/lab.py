"""Sets everything up and opens the notebooks in JupyterLab."""
import os
import secrets
import socket
import subprocess
import time

from tools import Problem, places, programs, setup


def arguments(parser):
    parser.add_argument("--no-browser", action="store_true", help="print the address only")
    parser.add_argument("--port", type=int, help="use this port (otherwise the first free one from 8888)")


def main(args):
    """Open JupyterLab in notebooks/ and stay until it ends."""
    python, env = setup.set_up()
    port = args.port or next((p for p in range(8888, 8988) if not in_use(p)), 8888)
    if not 0 < port < 65536 or in_use(port):
        raise Problem(f"Port {port} is {'in use' if 0 < port < 65536 else 'out of range'}. Take another with --port, from 1024 "
                      "to 65535, or stop the JupyterLab that may still run there.")
    token = secrets.token_hex(16)
    command = [python, "-m", "jupyterlab", "--ServerApp.ip=127.0.0.1", f"--ServerApp.port={port}",
               "--ServerApp.port_retries=0", f"--ServerApp.root_dir={places.NOTEBOOKS}", "--ServerApp.use_redirect_file=False",
               "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate", "--LabApp.extension_manager=readonly",
               "--MultiKernelManager.default_kernel_name=java", "--KernelSpecManager.allowed_kernelspecs=java"]
    command += ["--no-browser"] * args.no_browser + ["--allow-root"] * (not places.WINDOWS and os.geteuid() == 0)
    ready = False
    try:
        with open(programs.log_file("lab.log"), "wb") as log, \
                programs.running(command, env={**env, "JUPYTER_TOKEN": token}, stdout=log, stderr=subprocess.STDOUT) as server:
            while not in_use(port):
                if server.poll() is not None:
                    setup.failed("JupyterLab did not start. If a module is missing, delete the folder .venv and start again.", "lab.log")
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
