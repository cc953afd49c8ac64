package gradus.metrics;

import gradus.tensor.Tensor;
import gradus.tensor.Tensors;
import java.util.List;

/**
 * Precision, recall or F1 of the classes, from a confusion matrix that grows with every batch.
 *
 * <p>For one class, precision = tp/(tp + fp), of what was taken for it, how much was; recall = tp/(tp + fn), of what it is,
 * how much was found; F1 = 2tp/(2tp + fp + fn), their harmonic mean. The result is the mean over the classes (macro):
 * a rare class counts as much as a frequent one. {@link #micro()} adds up the counts of all classes first, which for one
 * class an example makes all three the accuracy. {@link #ofClass} is one class alone.
 *
 * <p>A class that was never predicted has precision 0, one that never occurred has recall 0, as in scikit-learn; one that
 * neither occurred nor was predicted is NaN and left out of the mean.
 *
 * <p>Shapes: scores (n, C); target (n) class numbers or (n, C) one-hot.
 *
 * <pre>{@code
 * var f1 = f1();
 * f1.update(tensor(new double[][]{{1, 2}, {3, 0}, {0, 1}}), tensor(1, 1, 1));
 * f1.perClass()                // → [0, 0.8]
 * f1.result()                  // → 0.4
 * }</pre>
 */
public final class ClassScore implements Metric {

    /** Which of the three. */
    enum Kind {
        PRECISION("precision"), RECALL("recall"), F1("F1");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    static final int MACRO = -1;
    static final int MICRO = -2;

    private final Kind kind;
    private final int of;
    private final ConfusionMatrix matrix;

    ClassScore(Kind kind) {
        this(kind, MACRO, new ConfusionMatrix(List.of()));
    }

    ClassScore(Kind kind, int of, ConfusionMatrix matrix) {
        this.kind = kind;
        this.of = of;
        this.matrix = matrix;
    }

    /** The same from the counts of all classes added up, and without examples. */
    public ClassScore micro() {
        return new ClassScore(kind, MICRO, new ConfusionMatrix(List.of()));
    }

    /**
     * The same of one class alone, such as 1 where 0 is no and 1 is yes, and without examples.
     *
     * @throws IllegalArgumentException if the number is negative
     */
    public ClassScore ofClass(int number) {
        if (number < 0) {
            throw new IllegalArgumentException(kind + ": there is no class " + number + ", they are numbered from 0");
        }
        return new ClassScore(kind, number, new ConfusionMatrix(List.of()));
    }

    @Override
    public String name() {
        return (of == MICRO ? "micro " : "") + kind + (of >= 0 ? " of class " + of : "");
    }

    @Override
    public void reset() {
        matrix.reset();
    }

    @Override
    public void update(Tensor scores, Tensor target, Tensor weights) {
        matrix.update(name(), scores, target, weights);
    }

    /** The value of every class, by number: (C). */
    public Tensor perClass() {
        double[] values = new double[matrix.classes()];
        for (int c = 0; c < values.length; c++) {
            values[c] = matrix.score(kind, c);
        }
        return Tensors.tensor(values);
    }

    @Override
    public double result() {
        if (of == MICRO) {
            return matrix.accuracy();
        }
        if (of >= 0 && matrix.classes() > 0) {
            return matrix.score(kind, of);
        }
        var mean = new Mean();
        for (double value : perClass().data()) {
            mean.update(value, Double.isNaN(value) ? 0 : 1);
        }
        return mean.result();
    }

    @Override
    public String toString() {
        return name();
    }
}
