package gradus.data;

import gradus.tensor.Tensor;

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

    private Digits() {
    }

    /**
     * The digits from data/digits.csv, of the working directory or a folder above it.
     *
     * @throws IllegalArgumentException if the file is not there or damaged, with line and column
     */
    public static Dataset load() {
        return KnownData.DIGITS.load();
    }

    /** The digits from a copy of the file elsewhere. */
    public static Dataset load(String path) {
        return KnownData.DIGITS.load(path);
    }

    /**
     * Inputs as images: (n, 64) → (n, 8, 8).
     *
     * @throws IllegalArgumentException if the inputs do not have 64 columns
     */
    public static Tensor images(Tensor x) {
        return KnownData.images(x, 8, "digits");
    }
}
