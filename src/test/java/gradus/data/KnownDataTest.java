package gradus.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.tensor.Tensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The five data sets as they come with the library. */
class KnownDataTest {

    @TempDir
    Path folder;

    @Test
    void everyFileHasTheChecksumThatItsReadmeNames() throws IOException, NoSuchAlgorithmException {
        String readme = Files.readString(Path.of("data", "README.md"));
        try (Stream<Path> files = Files.list(Path.of("data"))) {
            List<Path> tables = files.filter(file -> file.toString().endsWith(".csv")).toList();
            assertEquals(5, tables.size());
            for (Path table : tables) {
                String sum = HexFormat.of().formatHex(
                        MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(table)));
                String line = "\\| `" + Pattern.quote(table.getFileName().toString()) + "` \\|.*\\| `" + sum + "` \\|";
                assertTrue(Pattern.compile(line).matcher(readme).find(), table + " has the checksum " + sum);
            }
        }
    }

    @Test
    void digits() {
        Dataset digits = Digits.load();
        assertEquals("Digits: 1797 rows, 64 features, 10 classes\n"
                + "rows per class: 0: 178, 1: 182, 2: 177, 3: 183, 4: 181, 5: 182, 6: 181, 7: 179, 8: 174, 9: 180",
                digits.toString());
        assertEquals("pixel_0_0", digits.featureNames().get(0));
        assertEquals("pixel_7_6", digits.featureNames().get(62));
        assertArrayEquals(new double[]{0, 0, 5 / 16.0, 13 / 16.0, 9 / 16.0, 1 / 16.0, 0, 0},
                Arrays.copyOf(digits.x().data(), 8));
        assertEquals(0, Arrays.stream(digits.x().data()).min().orElseThrow());
        assertEquals(1, Arrays.stream(digits.x().data()).max().orElseThrow());
        // the mean pixel by scikit-learn: load_digits().data.mean() / 16
        assertEquals(4.884164579855314 / 16, digits.x().mean().item(), 1e-12);
        assertArrayEquals(new double[]{0, 1, 2, 3}, Arrays.copyOf(digits.y().data(), 4));
        assertEquals(8, digits.y().get(1796));
    }

    @Test
    void digitsAsImages() {
        Dataset digits = Digits.load();
        var images = Digits.images(digits.select(7, 9).x());
        assertEquals("(2, 8, 8)", images.shapeText());
        assertEquals(digits.x().get(9, 3 * 8 + 4), images.get(1, 3, 4));
        var e = assertThrows(IllegalArgumentException.class, () -> Digits.images(Tensors.zeros(3, 63)));
        assertEquals("images: the inputs are (3, 63), they should be (n, 64), the pixels of digits", e.getMessage());
    }

    @Test
    void iris() {
        Dataset iris = Iris.load();
        assertEquals("Iris: 150 rows, 4 features, 3 classes\nrows per class: setosa: 50, versicolor: 50, virginica: 50",
                iris.toString());
        assertEquals(List.of("sepal length (cm)", "sepal width (cm)", "petal length (cm)", "petal width (cm)"),
                iris.featureNames());
        assertArrayEquals(new double[]{5.1, 3.5, 1.4, 0.2}, iris.x().row(0).data());
        assertArrayEquals(new double[]{5.9, 3.0, 5.1, 1.8}, iris.x().row(149).data());
        // as in Fisher's article; the file at UCI has 4.9, 3.1, 1.5, 0.1
        assertArrayEquals(new double[]{4.9, 3.1, 1.5, 0.2}, iris.x().row(34).data());
        assertEquals(2, iris.y().get(149));
    }

    @Test
    void wine() {
        Dataset wine = Wine.load();
        assertEquals("Wine: 178 rows, 13 features, 3 classes\n"
                + "rows per class: cultivar 1: 59, cultivar 2: 71, cultivar 3: 48", wine.toString());
        assertEquals("proline", wine.featureNames().get(12));
        assertArrayEquals(new double[]{14.23, 1.71, 2.43, 15.6, 127, 2.8, 3.06, 0.28, 2.29, 5.64, 1.04, 3.92, 1065},
                wine.x().row(0).data());
    }

    @Test
    void breastCancer() {
        Dataset cancer = BreastCancer.load();
        assertEquals("Breast cancer: 569 rows, 30 features, 2 classes\nrows per class: benign: 357, malignant: 212",
                cancer.toString());
        assertEquals(List.of("mean radius", "radius error", "worst radius"),
                List.of(cancer.featureNames().get(0), cancer.featureNames().get(10), cancer.featureNames().get(20)));
        assertEquals(17.99, cancer.x().get(0, 0));
        assertEquals(0.1189, cancer.x().get(0, 29));
        assertEquals(1, cancer.y().get(0));
        assertEquals(0, cancer.y().get(568));
    }

    @Test
    void diabetes() {
        Dataset diabetes = Diabetes.load();
        assertEquals("Diabetes: 442 rows, 10 features, targets (442, 1) from 25 to 346", diabetes.toString());
        assertEquals(List.of(), diabetes.classNames());
        assertArrayEquals(new double[]{59, 2, 32.1, 101, 157, 93.2, 38, 4, 4.8598, 87}, diabetes.x().row(0).data());
        assertEquals(57, diabetes.y().get(441, 0));
        assertEquals(152.13348416289594, diabetes.y().mean().item(), 1e-9);
    }

    @Test
    void aCopyElsewhereIsReadToo() throws IOException {
        for (String file : List.of("digits.csv", "iris.csv", "wine.csv", "breast-cancer.csv", "diabetes.csv")) {
            Files.copy(Path.of("data", file), folder.resolve(file));
        }
        assertEquals(Digits.load().toString(), Digits.load(folder.resolve("digits.csv").toString()).toString());
        assertEquals(Iris.load().toString(), Iris.load(folder.resolve("iris.csv").toString()).toString());
        assertEquals(Wine.load().toString(), Wine.load(folder.resolve("wine.csv").toString()).toString());
        assertEquals(BreastCancer.load().toString(),
                BreastCancer.load(folder.resolve("breast-cancer.csv").toString()).toString());
        assertEquals(Diabetes.load().toString(), Diabetes.load(folder.resolve("diabetes.csv").toString()).toString());
    }

    @Test
    void theLanguageOfTheComputerDoesNotMatter() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertEquals(5.1, Iris.load().x().get(0, 0));
            assertEquals("Diabetes: 442 rows, 10 features, targets (442, 1) from 25 to 346", Diabetes.load().toString());
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void theFolderAboveTheNotebookIsFound() throws IOException {
        Path file = Files.createDirectories(folder.resolve("course/data")).resolve("iris.csv");
        Files.writeString(file, "");
        Path notebooks = Files.createDirectories(folder.resolve("course/notebooks/homework"));
        assertEquals(file, DataFolder.find(folder.resolve("course"), "iris.csv"));
        assertEquals(file, DataFolder.find(folder.resolve("course/notebooks"), "iris.csv"));
        assertEquals(file, DataFolder.find(notebooks, "iris.csv"));
        Path nearer = Files.createDirectories(notebooks.resolve("data")).resolve("iris.csv");
        Files.writeString(nearer, "");
        assertEquals(nearer, DataFolder.find(notebooks, "iris.csv"));
    }

    @Test
    void aFileThatIsNowhereSaysWhereItWasLookedFor() {
        var e = assertThrows(IllegalArgumentException.class, () -> DataFolder.find(folder, "iris-2.csv"));
        assertEquals("iris-2.csv was not found in the folder data of " + folder
                + " nor of a folder above it; give its path: load(\"…/iris-2.csv\")", e.getMessage());
    }
}
