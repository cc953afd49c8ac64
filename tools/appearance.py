"""How JupyterLab looks here: its first settings, and a style of few lines.

The style is an extension as JupyterLab takes it ready made: a description, and a script that puts the style into the page.
It lies in the environment, beside the settings, and reaches no other JupyterLab.
"""
import json

SETTINGS = {
    # JupyterLab asks on its first start whether it may fetch news, and looks for updates
    "@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False},
    # the names of the notebooks need the room
    "@jupyterlab/filebrowser-extension:browser": {"showLastModifiedColumn": False},
    "@jupyterlab/docmanager-extension:plugin": {"defaultViewers": {"markdown": "Markdown Preview"}}}
# on `body`, since a theme that is loaded later says the same of the page's root
STYLE = """
/* in a narrow window too, the list of files shows whole names */
body { --jp-sidebar-min-width: 272px; }
/* what a cell prints breaks between words */
body .jp-OutputArea-output pre { word-break: normal; overflow-wrap: anywhere; }
"""
NAME = "gradus-appearance"
SCRIPT = """window._JUPYTERLAB = window._JUPYTERLAB || {};
window._JUPYTERLAB[%(name)s] = {
  init: () => {},
  get: () => Promise.resolve(() => {
    const style = document.createElement("style");
    style.textContent = %(style)s;
    document.head.append(style);
    return {};
  })
};
"""


def write(prefix):
    """Into an environment."""
    jupyter = prefix / "share" / "jupyter"
    write_settings(jupyter / "lab" / "settings" / "overrides.json")
    write_style(jupyter / "labextensions" / NAME)


def write_settings(file):
    """What JupyterLab starts with: pages of text are shown as text, and nothing is fetched. What else stands there stays."""
    try:
        settings = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError):
        settings = {}
    if wanted := {plugin: values for plugin, values in SETTINGS.items() if plugin not in settings}:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps({**settings, **wanted}, indent=1), "utf-8")


def write_style(folder):
    description = {"name": NAME, "version": "1.0.0", "description": "The style of the course's notebooks",
                   "jupyterlab": {"extension": False, "_build": {"load": "static/style.js", "style": "./style"}}}
    (folder / "static").mkdir(parents=True, exist_ok=True)
    (folder / "package.json").write_text(json.dumps(description, indent=1), "utf-8")
    (folder / "static" / "style.js").write_text(SCRIPT % {"name": json.dumps(NAME), "style": json.dumps(STYLE)}, "utf-8")
