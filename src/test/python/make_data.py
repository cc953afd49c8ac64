"""Writes the CSV files of data/ from the copies that scikit-learn carries.

Run by hand, with scikit-learn 1.9.1 installed:

    python3 src/test/python/make_data.py

The same version writes the same bytes; the checksums printed at the end are those of data/README.md.
"""
import hashlib
import pathlib

from sklearn import datasets

FOLDER = pathlib.Path(__file__).resolve().parents[3] / "data"

# diabetes: scikit-learn names the serum measurements s1 to s6; its description says what they are
DIABETES = ["age (years)", "sex", "body mass index (kg/m2)", "blood pressure", "total cholesterol",
            "LDL", "HDL", "total cholesterol / HDL", "log triglycerides", "blood sugar"]
WINE = {"od280/od315_of_diluted_wines": "OD280/OD315"}


def text(number):
    """The shortest text that reads back as the same number, whole numbers without a point."""
    number = float(number)
    return str(int(number)) if number.is_integer() else repr(number)


def write(file, header, inputs, targets):
    lines = [",".join(header)]
    lines += [",".join([*map(text, row), target]) for row, target in zip(inputs, targets)]
    content = ("\n".join(lines) + "\n").encode("utf-8")
    (FOLDER / file).write_bytes(content)
    print(f"{file:18} {len(lines) - 1:5} rows  {len(content):7} bytes  {hashlib.sha256(content).hexdigest()}")


def main():
    digits = datasets.load_digits()
    write("digits.csv", [*digits.feature_names, "digit"], digits.data, map(str, digits.target))

    iris = datasets.load_iris()
    write("iris.csv", [*iris.feature_names, "species"], iris.data, iris.target_names[iris.target])

    wine = datasets.load_wine()
    names = [WINE.get(name, name.replace("_", " ")) for name in wine.feature_names]
    write("wine.csv", [*names, "cultivar"], wine.data, (f"cultivar {target + 1}" for target in wine.target))

    cancer = datasets.load_breast_cancer()
    write("breast-cancer.csv", [*cancer.feature_names, "diagnosis"], cancer.data, cancer.target_names[cancer.target])

    diabetes = datasets.load_diabetes(scaled=False)
    write("diabetes.csv", [*DIABETES, "progression"], diabetes.data, map(text, diabetes.target))


if __name__ == "__main__":
    main()
