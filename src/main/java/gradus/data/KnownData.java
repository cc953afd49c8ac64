package gradus.data;

import gradus.tensor.Tensor;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The data sets that the library knows: where their files are, and what must stand in them. */
final class KnownData {

    private static final List<String> DIGIT_NAMES = IntStream.range(0, 10).mapToObj(Integer::toString).toList();

    static final Table BREAST_CANCER = new Table("Breast cancer", "breast-cancer.csv", 569,
            Stream.of("mean #", "# error", "worst #").flatMap(kind -> Stream.of("radius", "texture", "perimeter", "area",
                    "smoothness", "compactness", "concavity", "concave points", "symmetry", "fractal dimension")
                    .map(feature -> kind.replace("#", feature))).toList(),
            "diagnosis", List.of("benign", "malignant"), 0);

    static final Table DIABETES = new Table("Diabetes", "diabetes.csv", 442, List.of("age (years)", "sex",
            "body mass index (kg/m2)", "blood pressure", "total cholesterol", "LDL", "HDL", "total cholesterol / HDL",
            "log triglycerides", "blood sugar"), "progression", List.of(), 0);

    static final Table DIGITS = new Table("Digits", "digits.csv", 1797,
            IntStream.range(0, 64).mapToObj(pixel -> "pixel_" + pixel / 8 + "_" + pixel % 8).toList(),
            "digit", DIGIT_NAMES, 16);

    static final Table IRIS = new Table("Iris", "iris.csv", 150, List.of("sepal length (cm)", "sepal width (cm)",
            "petal length (cm)", "petal width (cm)"), "species", List.of("setosa", "versicolor", "virginica"), 0);

    static final Table WINE = new Table("Wine", "wine.csv", 178, List.of("alcohol", "malic acid", "ash",
            "alcalinity of ash", "magnesium", "total phenols", "flavanoids", "nonflavanoid phenols", "proanthocyanins",
            "color intensity", "hue", "OD280/OD315", "proline"),
            "cultivar", List.of("cultivar 1", "cultivar 2", "cultivar 3"), 0);

    static final ImageArchive MNIST = new ImageArchive("MNIST", "mnist",
            List.of("https://ossci-datasets.s3.amazonaws.com/mnist/",
                    "https://storage.googleapis.com/cvdf-datasets/mnist/"),
            List.of("f68b3c2dcbeaaa9fbdd348bbdeb94873", "d53e105ee54ea40749a09fcbcd1e9432",
                    "9fb629c4189551a2d022fa330f9573f3", "ec29112dd5afa0611ce80d1b7f02629c"), DIGIT_NAMES);

    static final ImageArchive FASHION_MNIST = new ImageArchive("Fashion-MNIST", "fashion-mnist",
            List.of("http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/",
                    "https://github.com/zalandoresearch/fashion-mnist/raw/master/data/fashion/"),
            List.of("8d4fb7e6c68d591d4c3dfef9ec88bf0d", "25c81989df183df01b3e8a0aad5dffbe",
                    "bef4ecab320f06d8554ea6380940ec79", "bb300cfdad3c16e7a12a480ee83cd310"),
            List.of("T-shirt/top", "trouser", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag",
                    "ankle boot"));

    private KnownData() {
    }

    /**
     * A CSV file that comes with the library: a column for each feature, and the target in the last one.
     *
     * @param classes what the target says for the labels 0, 1, …; empty where it is a number
     * @param most    inputs are whole numbers from 0 to this one and become shares of it; 0 where they stay as they are
     */
    record Table(String name, String file, int rows, List<String> features, String target, List<String> classes, int most) {

        /** From the folder data of the working directory or of a folder above it. */
        Dataset load() {
            return load(DataFolder.find(file).toString());
        }

        /** From a copy of the file. */
        Dataset load(String path) {
            int width = features.size();
            CsvFile csv = CsvFile.read(Path.of(path));
            csv.require(rows, Stream.concat(features.stream(), Stream.of(target)).toList());
            Tensor x = most == 0 ? csv.numbers(0, width) : Tensor.of(IntStream.range(0, rows * width)
                    .mapToDouble(i -> csv.whole(i / width, i % width, most) / (double) most).toArray(), rows, width);
            Tensor y = classes.isEmpty() ? csv.numbers(width, width + 1) : csv.labels(width, classes);
            return new Dataset(name, x, y, features, classes);
        }
    }

    /** Inputs as square images, (n, side²) → (n, side, side). */
    static Tensor images(Tensor x, int side, String what) {
        if (x.rank() != 2 || x.size(1) != side * side) {
            throw new IllegalArgumentException("images: the inputs are " + x.shapeText() + ", they should be (n, "
                    + side * side + "), the pixels of " + what);
        }
        return x.reshape(x.size(0), side, side);
    }
}
