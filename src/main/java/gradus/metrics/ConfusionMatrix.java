package gradus.metrics;

import gradus.tensor.Tensor;
import gradus.tensor.Tensors;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Counts which class was taken for which: a row for each true class, a column for each predicted one.
 *
 * <p>The diagonal holds what was right. Shapes: scores (n, C); target (n) class numbers or (n, C) one-hot. A row of scores
 * with NaN is refused: no class can be read from it.
 *
 * <pre>{@code
 * var matrix = confusionMatrix(tensor(new double[][]{{1, 2}, {3, 0}}), tensor(1, 1));
 * matrix.count(1, 0)      // → 1
 * matrix.accuracy()       // → 0.5
 * }</pre>
 */
public final class ConfusionMatrix {

    private final List<String> classNames;
    private final int[][] counts;

    ConfusionMatrix(Tensor scores, Tensor target, List<String> names) {
        int[] labels = labels("confusionMatrix", scores, target);
        int classes = scores.size(1);
        if (!names.isEmpty() && names.size() != classes) {
            throw new IllegalArgumentException("confusionMatrix: " + names.size() + " class names given, scores are "
                    + scores.shapeText() + " and so have " + classes + " classes");
        }
        classNames = names.isEmpty() ? IntStream.range(0, classes).mapToObj(String::valueOf).toList() : List.copyOf(names);
        counts = new int[classes][classes];
        if (labels.length > 0) {
            var predicted = scores.argmax(1);
            var highest = scores.max(1);
            for (int i = 0; i < labels.length; i++) {
                if (Double.isNaN(highest.data()[i])) {
                    throw new IllegalArgumentException("confusionMatrix: row " + i
                            + " of the scores holds NaN, no class can be read from it");
                }
                counts[labels[i]][(int) predicted.data()[i]]++;
            }
        }
    }

    /** The class number of each example, from numbers or one-hot rows, checked against the scores. */
    static int[] labels(String operation, Tensor scores, Tensor target) {
        if (scores.rank() != 2 || target.rank() == 0 || target.size(0) != scores.size(0)
                || target.rank() > 1 && !target.shapeText().equals(scores.shapeText())) {
            throw new IllegalArgumentException(operation + ": scores are " + scores.shapeText() + ", target is "
                    + target.shapeText() + "; scores should be (n, C), the target (n) class numbers or (n, C) one-hot");
        }
        if (scores.size(1) == 1 && target.rank() == 2) {
            throw new IllegalArgumentException(operation + ": scores are " + scores.shapeText() + ", target is "
                    + target.shapeText() + "; with one column there is nothing to choose between, give two columns, one"
                    + " for each class");
        }
        return Tensors.labels(operation, target.rank() == 1 || target.size() == 0
                ? target.reshape(target.size(0)) : target.argmax(1), scores.size(1));
    }

    /** How many examples of one class were taken for another. */
    public int count(int trueClass, int predictedClass) {
        for (int number : new int[]{trueClass, predictedClass}) {
            if (number < 0 || number >= counts.length) {
                throw new IllegalArgumentException("count: there is no class " + number + ", they are numbered 0 to "
                        + (counts.length - 1));
            }
        }
        return counts[trueClass][predictedClass];
    }

    /** All counts: (C, C), true class by row, predicted class by column. */
    public Tensor counts() {
        double[][] rows = new double[counts.length][counts.length];
        for (int i = 0; i < counts.length; i++) {
            for (int j = 0; j < counts.length; j++) {
                rows[i][j] = counts[i][j];
            }
        }
        return Tensors.tensor(rows);
    }

    /** The names of the classes, by number. */
    public List<String> classNames() {
        return classNames;
    }

    /** The share on the diagonal; NaN without examples. */
    public double accuracy() {
        int right = IntStream.range(0, counts.length).map(i -> counts[i][i]).sum();
        return (double) right / IntStream.range(0, counts.length).map(i -> IntStream.of(counts[i]).sum()).sum();
    }

    @Override
    public String toString() {
        int longest = classNames.stream().mapToInt(String::length).max().orElse(0);
        int width = Math.max(longest + 1, 6);
        int first = Math.max(longest, 16);
        var text = new StringBuilder(pad("true \\ predicted", first));
        for (var name : classNames) {
            text.append(pad(name, width));
        }
        for (int i = 0; i < counts.length; i++) {
            text.append('\n').append(pad(classNames.get(i), first));
            for (int count : counts[i]) {
                text.append(pad(String.valueOf(count), width));
            }
        }
        return text.toString();
    }

    private static String pad(String text, int width) {
        return " ".repeat(Math.max(0, width - text.length())) + text;
    }
}
