package gradus.metrics;

import gradus.tensor.Numbers;
import gradus.tensor.Tensor;
import gradus.tensor.Tensors;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Counts which class was taken for which: a row for each true class, a column for each predicted one.
 *
 * <p>The diagonal holds what was right. Shapes: scores (n, C); target (n) class numbers or (n, C) one-hot. A row of scores
 * with NaN is refused: no class can be read from it. As a metric it is the accuracy.
 *
 * <pre>{@code
 * var matrix = confusionMatrix(tensor(new double[][]{{1, 2}, {3, 0}, {0, 1}}), tensor(1, 1, 1));
 * matrix.count(1, 0)      // → 1
 * matrix.accuracy()       // → 0.666667
 * System.out.println(matrix.report());
 * // → class  precision     recall         F1   examples
 * //       0          0          0          0          0
 * //       1          1      0.667        0.8          3
 * //   macro        0.5      0.333        0.4          3
 * //   micro      0.667      0.667      0.667          3
 * }</pre>
 */
public final class ConfusionMatrix implements Metric {

    private static final int COLUMN = 11;

    private final List<String> names;
    private double[][] counts = {};

    ConfusionMatrix(List<String> names) { this.names = List.copyOf(names); }

    @Override
    public String name() { return "confusionMatrix"; }

    /** Forgets all examples, and how many classes there were; the names stay. */
    @Override
    public void reset() { counts = new double[0][]; }

    @Override
    public void update(Tensor scores, Tensor target, Tensor weights) { update(name(), scores, target, weights); }

    void update(String operation, Tensor scores, Tensor target, Tensor weights) {
        int[] labels = labels(operation, scores, target);
        double[] w = Mean.weights(operation, weights, labels.length);
        int classes = scores.size(1);
        if (!names.isEmpty() && names.size() != classes) {
            throw new IllegalArgumentException(operation + ": " + names.size() + " class names given, scores are "
                    + scores.shapeText() + " and so have " + classes + " classes");
        }
        if (counts.length > 0 && counts.length != classes) {
            throw new IllegalArgumentException(operation + ": scores are " + scores.shapeText() + ", those before had "
                    + counts.length + " classes; reset() starts anew");
        }
        double[] predicted = scores.argmax(1).data();
        for (int i = 0; i < predicted.length; i++) {
            if (Double.isNaN(scores.get(i, (int) predicted[i]))) {          // it counts as the largest
                throw new IllegalArgumentException(operation + ": row " + i
                        + " of the scores holds NaN, no class can be read from it");
            }
        }
        counts = counts.length > 0 ? counts : new double[classes][classes];
        for (int i = 0; i < labels.length; i++) {
            counts[labels[i]][(int) predicted[i]] += w[i];
        }
    }

    /** The class number of each example, from numbers or one-hot rows, checked against the scores. */
    static int[] labels(String operation, Tensor scores, Tensor target) {
        String problem = scores.rank() != 2 || target.rank() == 0 || target.size(0) != scores.size(0)
                || target.rank() > 1 && !target.shapeText().equals(scores.shapeText())
                ? "scores should be (n, C), the target (n) class numbers or (n, C) one-hot"
                + (scores.rank() == 1 && target.rank() > 0 && scores.size() == target.size(0)
                ? "; of predicted labels make scores, oneHot(labels, C) with C classes" : "")
                : scores.size(1) == 1 && target.rank() == 2
                ? "with one column there is nothing to choose between, give two columns, one for each class" : "";
        if (!problem.isEmpty()) {
            throw new IllegalArgumentException(operation + ": scores are " + scores.shapeText() + ", target is "
                    + target.shapeText() + "; " + problem);
        }
        if (scores.size(1) == 1 && target.size() > 0 && target.max().item() > 1) {
            throw new IllegalArgumentException(operation + ": scores are " + scores.shapeText() + ", and the target counts to "
                    + Numbers.exact(target.max().item()) + "; scores should be (n, C), of predicted labels make such,"
                    + " oneHot(labels.reshape(" + scores.size(0) + "), C) with C classes");
        }
        return Tensors.labels(operation, target.rank() == 1 || target.size() == 0
                ? target.reshape(target.size(0)) : target.argmax(1), scores.size(1));
    }

    /** How many classes there are; 0 before the first batch. */
    int classes() { return counts.length; }

    /** How many examples of one class were taken for another; weighted if they were. */
    public double count(int trueClass, int predictedClass) {
        return counts[checked("count", trueClass)][checked("count", predictedClass)];
    }

    private int checked(String operation, int number) {
        if (number < 0 || number >= counts.length) {
            throw new IllegalArgumentException(operation + ": there is no class " + number + ", "
                    + (counts.length == 0 ? "no scores arrived yet" : "they are numbered 0 to " + (counts.length - 1)));
        }
        return number;
    }

    /**
     * All counts: (C, C), true class by row, predicted class by column.
     *
     * @throws IllegalStateException before the first batch, when the number of classes is not known
     */
    public Tensor counts() {
        if (counts.length == 0) {
            throw new IllegalStateException("confusionMatrix: there is nothing to show yet, call update(scores, target)");
        }
        return Tensors.tensor(counts);
    }

    /** The names of the classes, by number. */
    public List<String> classNames() {
        return names.isEmpty() ? IntStream.range(0, counts.length).mapToObj(String::valueOf).toList() : names;
    }

    /** The share on the diagonal; NaN without examples. */
    public double accuracy() { return IntStream.range(0, counts.length).mapToDouble(i -> counts[i][i]).sum() / examples(); }

    private double examples() { return IntStream.range(0, counts.length).mapToDouble(this::occurred).sum(); }

    @Override
    public double result() { return accuracy(); }

    private double occurred(int number) { return DoubleStream.of(counts[number]).sum(); }

    /** Precision, recall or F1 of a class: 0 where it was never predicted or never occurred, NaN where neither. */
    double score(String kind, int number) {
        double right = counts[checked(kind, number)][number];
        double taken = Stream.of(counts).mapToDouble(row -> row[number]).sum();
        double is = occurred(number);
        double all = kind.equals("precision") ? taken : kind.equals("recall") ? is : (taken + is) / 2;
        return all > 0 ? right / all : taken + is > 0 ? 0 : Double.NaN;
    }

    /** A table of precision, recall, F1 and number of examples: of each class, their mean, and all counts together. */
    public String report() {
        int first = Math.max(5, classNames().stream().mapToInt(String::length).max().orElse(0));
        var text = new StringBuilder(pad("class", first));
        ClassScore.KINDS.forEach(heading -> text.append(pad(heading, COLUMN)));
        text.append(pad("examples", COLUMN));
        int[] lines = IntStream.concat(IntStream.range(0, counts.length),
                IntStream.of(ClassScore.MACRO, ClassScore.MICRO)).toArray();
        for (int of : lines) {
            text.append('\n').append(pad(of >= 0 ? classNames().get(of) : of == ClassScore.MACRO ? "macro" : "micro", first));
            for (var kind : ClassScore.KINDS) {
                text.append(pad(Numbers.text(new ClassScore(kind, of, this).result(), 3), COLUMN));
            }
            text.append(pad(Numbers.text(of >= 0 ? occurred(of) : examples()), COLUMN));
        }
        return text.toString();
    }

    @Override
    public String toString() {
        if (counts.length == 0) {
            return name() + (names.isEmpty() ? "" : " of " + String.join(", ", names)) + ": no examples yet";
        }
        int longest = classNames().stream().mapToInt(String::length).max().orElse(0);
        int width = Math.max(longest + 1, 6);
        int first = Math.max(longest, 16);
        var text = new StringBuilder(pad("true \\ predicted", first));
        classNames().forEach(name -> text.append(pad(name, width)));
        for (int i = 0; i < counts.length; i++) {
            text.append('\n').append(pad(classNames().get(i), first));
            DoubleStream.of(counts[i]).forEach(count -> text.append(pad(Numbers.text(count), width)));
        }
        return text.toString();
    }

    private static String pad(String text, int width) { return " ".repeat(Math.max(0, width - text.length())) + text; }
}
