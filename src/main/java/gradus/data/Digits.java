package gradus.data;

import gradus.tensor.Tensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * 1,797 handwritten digits of 13 writers, as grey images of 8 × 8 pixels with their labels.
 *
 * <p>Inputs: (1797, 64), each image row by row from the top left, 0 for paper to 1 for ink; the file holds 0 to 16, the
 * number of inked pixels of a scan in a block of 4 × 4. Targets: labels (1797), the digits 0 to 9, each about 180 times.
 *
 * <p>Source: E. Alpaydin, C. Kaynak (1998), Optical Recognition of Handwritten Digits, UCI Machine Learning Repository,
 * doi 10.24432/C50P49, CC BY 4.0; these are its test images.
 *
 * <pre>{@code
 * var digits = Digits.load();
 * digits
 * // → Digits: 1797 rows, 64 features, 10 classes
 * //   rows per class: 0: 178, 1: 182, 2: 177, 3: 183, 4: 181, 5: 182, 6: 181, 7: 179, 8: 174, 9: 180
 * Digits.images(digits.x()).shapeText()    // → (1797, 8, 8)
 * }</pre>
 */
public final class Digits {

    private static final int SIDE = 8;
    private static final int PIXELS = SIDE * SIDE;
    private static final int INK = 16;
    private static final int ROWS = 1797;
    private static final List<String> CLASSES = IntStream.range(0, 10).mapToObj(Integer::toString).toList();

    private Digits() {
    }

    /**
     * The digits from data/digits.csv, of the working directory or a folder above it.
     *
     * @throws IllegalArgumentException if the file is not there or damaged, with line and column
     */
    public static Dataset load() {
        return load(DataFolder.find("digits.csv"));
    }

    /** The digits from a copy of the file elsewhere. */
    public static Dataset load(String path) {
        return load(Path.of(path));
    }

    private static Dataset load(Path path) {
        CsvFile file = CsvFile.read(path);
        List<String> header = header();
        file.require(ROWS, header);
        double[] x = new double[ROWS * PIXELS];
        for (int i = 0; i < x.length; i++) {
            x[i] = file.whole(i / PIXELS, i % PIXELS, INK) / (double) INK;
        }
        return new Dataset("Digits", Tensor.of(x, ROWS, PIXELS), file.labels(PIXELS, CLASSES),
                header.subList(0, PIXELS), CLASSES);
    }

    private static List<String> header() {
        List<String> header = new ArrayList<>();
        for (int i = 0; i < PIXELS; i++) {
            header.add("pixel_" + i / SIDE + "_" + i % SIDE);
        }
        header.add("digit");
        return header;
    }

    /**
     * Inputs as images: (n, 64) → (n, 8, 8).
     *
     * @throws IllegalArgumentException if the inputs do not have 64 columns
     */
    public static Tensor images(Tensor x) {
        if (x.rank() != 2 || x.size(1) != PIXELS) {
            throw new IllegalArgumentException("images: the inputs are " + x.shapeText() + ", they should be (n, "
                    + PIXELS + "), the pixels of digits");
        }
        return x.reshape(x.size(0), SIDE, SIDE);
    }
}
