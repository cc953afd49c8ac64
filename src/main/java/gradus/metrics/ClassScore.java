package gradus.metrics;

import gradus.tensor.Tensor;
import gradus.tensor.Tensors;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

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
    static final List<String> KINDS = List.of("precision", "recall", "F1");

    static final int MACRO = -1;
    static final int MICRO = -2;

    private final String kind;
    private final int of;
    private final ConfusionMatrix matrix;

    ClassScore(String kind) { this(kind, MACRO, new ConfusionMatrix(List.of())); }

    ClassScore(String kind, int of, ConfusionMatrix matrix) {
        this.kind = kind;
        this.of = of;
        this.matrix = matrix;
    }

    /** The same from the counts of all classes added up, and without examples. */
    public ClassScore micro() { return new ClassScore(kind, MICRO, new ConfusionMatrix(List.of())); }

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
    public String name() { return (of == MICRO ? "micro " : "") + kind + (of >= 0 ? " of class " + of : ""); }

    @Override
    public void reset() { matrix.reset(); }

    @Override
    public void update(Tensor scores, Tensor target, Tensor weights) { matrix.update(name(), scores, target, weights); }

    /** The value of every class, by number: (C). */
    public Tensor perClass() {
        return Tensors.tensor(IntStream.range(0, matrix.classes()).mapToDouble(c -> matrix.score(kind, c)).toArray());
    }

    @Override
    public double result() {
        return of == MICRO ? matrix.accuracy() : of >= 0 && matrix.classes() > 0 ? matrix.score(kind, of)
                : DoubleStream.of(perClass().data()).filter(value -> !Double.isNaN(value)).average().orElse(Double.NaN);
    }

    @Override
    public String toString() { return name(); }
}
