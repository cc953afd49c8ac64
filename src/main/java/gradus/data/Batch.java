package gradus.data;

import gradus.tensor.Tensor;

/**
 * Some rows of a data set, taken together: what one step of training sees.
 *
 * @param x inputs, (rows, …)
 * @param y targets: labels (rows), or numbers (rows, …)
 * @param weights how much each row counts, (rows); null for 1 each
 */
public record Batch(Tensor x, Tensor y, Tensor weights) {

    /** Examples taken at once where only a network's outputs are wanted: the result does not depend on it. */
    public static final int AT_ONCE = 256;

    /** Rows that count 1 each. */
    public Batch(Tensor x, Tensor y) {
        this(x, y, null);
    }

    /** Number of rows. */
    public int size() {
        return x.size(0);
    }

    /** The shapes. */
    @Override
    public String toString() {
        return "Batch: x " + x.shapeText() + ", y " + y.shapeText() + (weights == null ? "" : ", weights " + weights.shapeText());
    }
}
