package gradus.lesson;

import gradus.tensor.Tensor;
import gradus.train.History;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** What keeps the cells of a notebook plain: tables, experiments over seeds, guesses, figures to explore. */
public final class Lesson {

    private static final int MOST_SEEDS = 10_000;

    private Lesson() {}

    /**
     * A table with these columns and no row yet: add each with {@link ResultTable#row}.
     *
     * <pre>{@code
     * table("optimizer", "loss", "accuracy").row("SGD", 0.21, 0.956).row("Adam", 0.12, 0.97).percent("accuracy", 1).highest("accuracy")
     * // → optimizer  loss  accuracy
     * // SGD        0.21    95.6 %
     * // Adam       0.12  ★ 97.0 %
     * // ★ highest accuracy
     * }</pre>
     */
    public static ResultTable table(String... columns) {
        return ResultTable.named(List.of(columns));
    }

    /**
     * A table with a row for each element of a list: a record gives a column for each component, a map for each key, an array
     * or list for each place.
     *
     * <pre>{@code
     * record Tried(String optimizer, double trainLoss) {}
     * table(List.of(new Tried("SGD", 0.2), new Tried("Adam", 0.125))).lowest("train loss")
     * // → optimizer  train loss
     * // SGD             0.200
     * // Adam          ★ 0.125
     * // ★ lowest train loss
     * }</pre>
     *
     * @throws IllegalArgumentException if there is no row, or a component cannot be read
     */
    public static ResultTable table(Iterable<?> rows) {
        return ResultTable.of(rows);
    }

    /**
     * The same for the elements of an array; of {@code double[][]} and {@code Object[][]} each is a row. Columns of arrays
     * count from 0 until {@link ResultTable#columns(String...)} names them.
     */
    public static ResultTable table(Object[] rows) {
        return ResultTable.of(Arrays.asList(rows));
    }

    /**
     * A table with a row for each entry of a map, its key in front.
     *
     * <p>A {@code Map.of(…)} forgets its order: its rows are ordered by their keys.
     *
     * <pre>{@code
     * table(Map.of("hinge", 2.9, "cross-entropy", 2.04)).columns("loss", "value")
     * // → loss           value
     * // cross-entropy   2.04
     * // hinge           2.90
     * }</pre>
     */
    public static ResultTable table(Map<?, ?> rows) {
        return ResultTable.of(rows);
    }

    /**
     * A table of a matrix (rows, columns), or of a vector as one row.
     *
     * <pre>{@code
     * table(tensor(new double[][] {{3, 5}, {1, 4}}), "cat", "chair").rowNames("image 1", "image 2")
     * // →          cat  chair
     * // image 1    3      5
     * // image 2    1      4
     * }</pre>
     *
     * @param columns one for each column; without any they count from 0
     */
    public static ResultTable table(Tensor values, String... columns) {
        ResultTable table = ResultTable.of(values.rank() < 2 ? List.of(values.reshape(-1)) : Cells.list(values));
        return columns.length == 0 ? table : table.columns(columns);
    }

    /** A table of a training run: a row for each epoch, a column for each measure. */
    public static ResultTable table(History history) {
        return ResultTable.of(history);
    }

    /**
     * Runs an experiment for the seeds 0, 1, …, n − 1 and keeps what each gave.
     *
     * <p>Seeds run at the same time where the machine has cores; the numbers are the same with any number of them, as long as
     * all that the experiment changes is made in it, from its own seed: the generator, the network, the optimizer. It gives a
     * number, an array of numbers, or a record or map of them, also a {@link History} of {@code fit} or what {@code evaluate}
     * measured. Runs of {@code fit} in it show no progress unless they name a listener.
     *
     * <pre>{@code
     * var means = overSeeds(5, seed -> rand(new Rng(seed), 1000).mean());
     * means                  // → 5 seeds: median 0.4984 (0.493 to 0.5019)
     * means.spread()         // → 0.0089
     * }</pre>
     *
     * @param n at least 1
     * @throws IllegalStateException if the experiment fails; the message names the seed
     * @throws gradus.tensor.Interrupted when interrupted, as by the stop button of a notebook
     */
    public static Runs overSeeds(int n, IntFunction<?> experiment) {
        if (n < 1 || n > MOST_SEEDS) {
            throw new IllegalArgumentException("overSeeds: n is " + n + ", it should be 1 to " + MOST_SEEDS);
        }
        return Runs.of(Seeds.run(n, Runtime.getRuntime().availableProcessors(), experiment));
    }

    /**
     * Notes what you expect, for {@link #reveal} to show beside what comes out.
     *
     * <p>A number, or several; or a text in quotes, as one of several choices; or several texts, in the order that you expect.
     * Another guess of the same name takes its place.
     *
     * <pre>{@code
     * guess("00.wrong", 30)                 // → Noted: 30. Read on, the answer comes.
     * guess("03.order", "MAE", "MSE")       // → Noted: MAE, MSE. Read on, the answer comes.
     * }</pre>
     */
    public static Guess guess(String name, Object... expected) {
        return Guess.store(name, expected == null ? List.of() : Arrays.asList(expected));
    }

    /**
     * Shows a guess beside what came out.
     *
     * <p>A number that is off by a factor of two or more is answered with the factor, and with the difference where both are
     * whole numbers below 1000 and the factor is below ten. Of several numbers each is marked: ✓ within 2 %. For an order
     * give the names in it, or a map from names to numbers, which are ordered with the lowest first:
     * {@link Reveal#highestFirst} turns that around.
     *
     * <pre>{@code
     * guess("00.wrong", 30);
     * reveal("00.wrong", 8)                 // → You said 30; it is 8: 22 less.
     * guess("04.slope", 1);
     * reveal("04.slope", 4.539e-5)          // → You said 1; it is 4.539e-5: your guess is about 22,000 times too large.
     * guess("02.gradients", 0.25, -1.5);
     * reveal("02.gradients", 0.2479, 1.5)
     * // → place  you said  it is
     * //     1  0.25      0.2479  ✓
     * //     2  -1.5      1.5     ✗
     * // Right within 2 %: 1 of 2.
     * guess("11.curve", "b");
     * reveal("11.curve", "B")               // → You said b, and it is B.
     * guess("03.order", "MSE", "MAE", "Huber");
     * reveal("03.order", Map.of("MSE", 33, "MAE", 11, "Huber", 9.5))
     * // → place  you said  it is  with
     * //     1  MSE       Huber   9.5
     * //     2  MAE       MAE    11.0
     * //     3  Huber     MSE    33.0
     * // 0 of 3 pairs stand in the order you said.
     * }</pre>
     *
     * @throws IllegalArgumentException if there is no result
     */
    public static Reveal reveal(String name, Object... result) {
        return Reveal.of(Guess.find(name), result == null ? List.of() : Arrays.asList(result));
    }

    /**
     * A figure with parameters, at the values it starts with.
     *
     * <pre>{@code
     * explore("rate-on-parabola").at("η", 2.5)
     * // → When does gradient descent reach the bottom, and when does it run away? With η = 2.5 and curvature 1, each step multiplies x by 1 − ηκ = -1.5: it jumps to the other side and further away. After 10 steps x has gone from 1 to 57.67. The limit is η = 2/κ = 2.
     * }</pre>
     *
     * @throws IllegalArgumentException if there is no figure of that name; the message lists them
     */
    public static Exploration explore(String name) {
        return Exploration.of(name);
    }
}
