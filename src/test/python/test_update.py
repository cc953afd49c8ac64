"""A new version of the course, the bundle for rooms without network, and the page that JupyterLab opens on."""
import json
import os
import re
import shutil
import subprocess
import unittest
import zipfile
from pathlib import Path
from unittest import mock

from fake_course import Front
from tools import bundle, places, reset, setup, start


def notebook(text, **metadata):
    return json.dumps({"cells": [{"cell_type": "code", "source": [text], "metadata": {}, "outputs": []}], "metadata": metadata})


@unittest.skipUnless(shutil.which("git"), "needs git")
class UpdateFromGit(Front):
    def git(self, folder, *arguments):
        subprocess.run(["git", "-c", "user.name=A", "-c", "user.email=a@example.org", *arguments], cwd=folder, check=True,
                       capture_output=True, env=self.env)

    def setUp(self):
        super().setUp()
        self.write("notebooks/00-tour.ipynb", notebook("first"))
        self.git(self.root, "init", "-q", "-b", "main")
        self.git(self.root, "add", ".")
        self.git(self.root, "commit", "-qm", "Begin")
        self.source = self.temp / "source"
        self.root.rename(self.source)
        self.git(self.temp, "clone", "-q", str(self.source), str(self.root))
        (self.source / "notebooks/00-tour.ipynb").write_text(notebook("second"))
        self.git(self.source, "commit", "-qam", "Go on")

    def copies(self):
        return [file.read_text() for file in (self.root / "notebooks").glob("00-tour.mine-*.ipynb")]

    def test_the_new_version_comes_and_what_was_changed_stays_beside_it(self):
        mine = self.write("notebooks/00-tour.ipynb", notebook("mine"))
        code, text = self.course("update")
        self.assertEqual((0, notebook("second"), [notebook("mine")]), (code, mine.read_text(), self.copies()), text)
        self.assertRegex(text, r"kept as notebooks/00-tour\.mine-")
        self.assertEqual(0, self.course("update")[0])
        self.assertEqual(1, len(self.copies()), "nothing new, nothing to keep")

    def test_a_notebook_that_was_only_opened_is_not_kept(self):
        mine = self.write("notebooks/00-tour.ipynb", notebook("first", language_info={"version": "25"}))
        code, text = self.course("update")
        self.assertEqual((0, notebook("second"), []), (code, mine.read_text(), self.copies()), text)

    def test_other_changed_files_stop_it(self):
        self.write("pom.xml", "<mine/>")
        self.says(["pom.xml", "git stash"], "update")
        self.assertEqual("<mine/>", (self.root / "pom.xml").read_text())
        self.says(["came by git", "leave --zip out"], "update", "--zip", "x.zip")

    def test_commits_of_ones_own_and_a_branch_that_follows_none(self):
        self.git(self.root, "commit", "-qm", "Mine", "--allow-empty")
        self.says(["commits of your own", "git pull --rebase"], "update")
        self.git(self.root, "checkout", "-qb", "alone")
        self.says(["follows no other"], "update")

    def test_a_source_out_of_reach(self):
        shutil.rmtree(self.source)
        self.says(["git fetch did not work", "source"], "update")


class UpdateFromZip(Front):
    def zipped(self, **files):
        file = self.temp / "new.zip"
        with zipfile.ZipFile(file, "w") as archive:
            for source in self.root.rglob("*"):
                name = source.relative_to(self.root).as_posix()
                if source.is_file() and name.split("/")[0] in ("course.py", "tools", "src", "notebooks", "pom.xml") and ".mine-" not in name:
                    archive.writestr(f"gradus-2/{name}", files.pop(name, None) or source.read_bytes())
            for name, text in files.items():
                archive.writestr(f"gradus-2/{name}", text)
        return file

    def test_the_new_version_comes_and_what_was_changed_stays_beside_it(self):
        self.says(["did not come by git", "course.py update --zip FILE"], "update")
        old = self.write("src/main/java/Old.java", "class Old {}")
        tour = self.write("notebooks/00-tour.ipynb", notebook("first"))
        self.says(["`setup` was never run here"], "update", "--zip", str(self.zipped()))
        self.fake_packages()
        self.assertEqual(0, self.course("setup")[0])
        old.unlink()
        new = self.zipped(**{"notebooks/00-tour.ipynb": notebook("second"), "notebooks/01-units.ipynb": notebook("new")})
        old.write_text("class Old {}")
        tour.write_text(notebook("mine"))
        code, text = self.course("update", "--zip", str(new))
        kept = [file.read_text() for file in (self.root / "notebooks").glob("00-tour.mine-*.ipynb")]
        self.assertEqual((0, notebook("second"), [notebook("mine")]), (code, tour.read_text(), kept), text)
        self.assertEqual(notebook("new"), (self.root / "notebooks/01-units.ipynb").read_text())
        self.assertFalse(old.exists(), "a class that the new version no longer has would be compiled")
        self.assertTrue((self.root / "src/main/java/A.java").exists())
        self.assertEqual(0, self.course("reset", "00")[0])
        self.assertEqual(notebook("second"), tour.read_text(), "reset knows the new first state")

    def test_a_file_that_is_no_course_changes_nothing(self):
        self.fake_packages()
        self.course("setup")
        torn, other = self.temp / "torn.zip", self.temp / "other.zip"
        torn.write_text("no zip")
        with zipfile.ZipFile(other, "w") as archive:
            archive.writestr("readme.txt", "")
        self.says(["cannot be read as a ZIP"], "update", "--zip", str(torn))
        self.says(["holds no course"], "update", "--zip", str(other))
        self.assertTrue((self.root / "src/main/java/A.java").exists())


class Bundle(Front):
    def bundled(self, **facts):
        file = self.temp / "gradus.zip"
        with mock.patch.object(places, "ROOT", self.root):
            facts = {**bundle.this_system(), "sources": setup.sources(), "packages": setup.contents("requirements.txt"), **facts}
        with zipfile.ZipFile(file, "w") as archive:
            archive.writestr("bundle.json", json.dumps(facts))
            archive.writestr("wheels/nothing.whl", "")
            archive.writestr("gradus.jar", "jar")
            archive.writestr("lib/other.jar", "jar")
        return str(file)

    def test_set_up_from_a_bundle_needs_neither_network_nor_maven(self):
        self.fake_packages()
        (self.bin / "mvn").unlink()
        for stamp in (self.root / ".venv").glob("*.stamp"):
            stamp.unlink()
        code, text = self.course("setup", "--bundle", self.bundled())
        self.assertEqual(0, code, text)
        call = (self.temp / "python-calls").read_text("utf-8")
        self.assertRegex(call, r"-m pip install .*--no-index --find-links \S+wheels")
        self.assertEqual("jar", (self.root / "target/gradus.jar").read_text())
        self.assertEqual(0, self.course("setup")[0], "and the next set-up finds all done")
        self.assertRegex(self.course("doctor")[1], r"ok +Maven +no mvn on the PATH, and none is needed: the library is built")

    def test_a_bundle_for_another_machine_or_version(self):
        self.fake_packages()
        self.says(["was made for", "py3.4", "make one on such a machine"], "setup", "--bundle", self.bundled(python="py3.4"))
        self.says(["belongs to another version of the course"], "setup", "--bundle", self.bundled(sources="0"))
        self.says(["is no bundle", "course.py bundle"], "setup", "--bundle", str(self.root / "pom.xml"))
        self.assertFalse((self.root / "target/gradus.jar").exists())


class StartPage(unittest.TestCase):
    README = (places.NOTEBOOKS / "README.md").read_text("utf-8")

    def test_each_notebook_has_a_row_with_its_time_and_exercises(self):
        page = start.page(self.README, {"00.1", "00.3", "02.9"})
        for file in places.notebooks_in(places.NOTEBOOKS):
            self.assertIn(f"]({file.name})**", page)
        row = next(line for line in page.splitlines() if "(00-tour.ipynb)" in line)
        self.assertRegex(row, r"<br>\*\d+ minutes\* \| 2 of 3 \|$")
        self.assertIn('<img src="pictures/00-tour.png" width="140" alt="', row)
        self.assertIn("✓ all of 3", start.page(self.README, {"00.1", "00.2", "00.3"}))

    def test_it_says_how_to_guess_before_the_first_notebook_asks(self):
        page = start.page(self.README, set())
        self.assertLess(page.index("(14-dropout.ipynb)"), page.index('`guess("00.wrong", 100)`'))
        asked = (places.NOTEBOOKS / "00-tour.ipynb").read_text("utf-8")
        for name in (r'guess(\"00.wrong\"', "throw new NotDone();"):
            self.assertIn(name, asked, "the page names what the notebook has")

    def test_pictures_and_links_lead_somewhere(self):
        for target in re.findall(r'\]\(([^)#]*)\)|src="([^"]*)"', start.page(self.README, set())):
            self.assertTrue((places.NOTEBOOKS / "".join(target)).exists(), target)

    def test_a_notebook_that_cannot_be_read_leaves_its_cells_empty(self):
        with mock.patch.object(places, "NOTEBOOKS", Path(os.devnull).parent / "nowhere"):
            self.assertIn("(00-tour.ipynb)**", start.page(self.README, set()))


class Opened(unittest.TestCase):
    def test_what_only_opening_changes_is_no_change(self):
        first = notebook("a").encode()
        self.assertFalse(reset.changed(notebook("a", kernelspec={"name": "java"}, language_info={"version": "25"}).encode(), first))
        self.assertTrue(reset.changed(notebook("b").encode(), first))
        self.assertTrue(reset.changed(b"half", first))
        self.assertFalse(reset.changed(b"half", b"half"))


if __name__ == "__main__":
    unittest.main()
