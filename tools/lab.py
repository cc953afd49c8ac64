"""Sets everything up and opens the notebooks in JupyterLab."""
import json
import os
import secrets
import socket
import subprocess
import time

from tools import Problem, places, programs, setup, start

# the list of files is wide enough for the names of the notebooks
LAYOUT = {"data": {"layout-restorer:data": {
    "main": {}, "down": {"size": 0, "widgets": []}, "relativeSizes": [0.27, 0.73, 0],
    "left": {"collapsed": False, "visible": True, "current": "filebrowser",
             "widgets": ["filebrowser", "running-sessions", "@jupyterlab/toc:plugin"]},
    "right": {"collapsed": True, "visible": True, "widgets": []}}}, "metadata": {"id": "default"}}


def arguments(parser):
    parser.add_argument("notebook", nargs="?", metavar="08", help="the notebook to open, by its number (otherwise a page with all of them)")
    parser.add_argument("--no-browser", action="store_true", help="print the address only")
    parser.add_argument("--port", type=int, help="use this port (otherwise the first free one from 8888)")


def main(args):
    """Open JupyterLab in notebooks/ and stay until it ends."""
    page = places.chosen(args.notebook, places.notebooks_in(places.NOTEBOOKS)) if args.notebook else start.PAGE
    python, env = setup.set_up()
    start.write()
    port = args.port or next((p for p in range(8888, 8988) if not in_use(p)), 8888)
    if not 0 < port < 65536 or in_use(port):
        raise Problem(f"Port {port} is {'in use' if 0 < port < 65536 else 'out of range'}. Take another with --port, from 1024 "
                      "to 65535, or stop the JupyterLab that may still run there.")
    token = secrets.token_hex(16)
    command = [python, "-m", "jupyterlab", "--ServerApp.ip=127.0.0.1", f"--ServerApp.port={port}",
               "--ServerApp.port_retries=0", f"--ServerApp.root_dir={places.NOTEBOOKS}", "--ServerApp.use_redirect_file=False",
               "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate", "--LabApp.extension_manager=readonly",
               f"--LabApp.workspaces_dir={workspace()}", f"--LabApp.default_url=/lab/tree/{page.name}",
               # an hour after its tab was closed a kernel ends; one that is looked at stays
               "--MappingKernelManager.cull_idle_timeout=3600", "--MappingKernelManager.cull_interval=300",
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
            print(f"JupyterLab is at  http://127.0.0.1:{port}/lab/tree/{page.name}?token={token}\nCtrl-C here stops it.", flush=True)
    except KeyboardInterrupt:
        if not ready:
            raise
        print("\nJupyterLab is stopped.")
    return 0


def workspace():
    """The folder with JupyterLab's memory of open tabs, for this course alone; laid out when it is new."""
    folder = places.TARGET / "lab-workspaces"
    folder.mkdir(parents=True, exist_ok=True)
    layout = folder / "default-37a8.jupyterlab-workspace"  # JupyterLab's name of the file for the workspace "default"
    if not layout.exists():
        layout.write_text(json.dumps(LAYOUT), "utf-8")
    return folder


def in_use(port):
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0
