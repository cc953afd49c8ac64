package gradus.play;

import gradus.tensor.Numbers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A unit with two inputs and a step, the line where it changes its mind, and how many corners of the unit square it gets right.
 *
 * <p>It answers 1 where z = w₁x₁ + w₂x₂ + b is at least 0, else 0. The corners are the inputs of four questions with two bits:
 * AND, OR, NAND and XOR. No setting answers XOR at all four: z(0, 0) + z(1, 1) = z(0, 1) + z(1, 0), and XOR wants the left
 * side negative and the right side not.
 */
public final class LineOfAUnit implements Explorable {

    /** The corners of the square, in the order of the answers. */
    static final double[][] CORNERS = {{0, 0}, {0, 1}, {1, 0}, {1, 1}};
    /** What is asked of the corners. */
    static final List<String> QUESTIONS = List.of("AND", "OR", "NAND", "XOR");

    private static final double[][] TRUTH = {{0, 0, 0, 1}, {0, 1, 1, 1}, {1, 1, 1, 0}, {0, 1, 1, 0}};

    @Override
    public String name() {
        return "line-of-a-unit";
    }

    @Override
    public String question() {
        return "What can one unit decide?";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(new Parameter("w1", "", -3, 3, 1, 0.1, false), new Parameter("w2", "", -3, 3, 1, 0.1, false),
                new Parameter("b", "", -3, 3, -1.5, 0.1, false));
    }

    /**
     * At the corners (0, 0), (0, 1), (1, 0), (1, 1): the "sums" z (4) and the "answers" (4), and how many of them are "right" for
     * AND, OR, NAND, XOR (4); the "truth" for XOR (4).
     *
     * @param settings w₁, w₂, b
     */
    @Override
    public Map<String, double[]> values(double... settings) {
        double[] sums = new double[4];
        double[] answers = new double[4];
        for (int corner = 0; corner < 4; corner++) {
            double z = settings[0] * CORNERS[corner][0] + settings[1] * CORNERS[corner][1] + settings[2];
            // 0.3 − 0.1 − 0.2 is on the line, whatever is left of it in binary
            sums[corner] = Math.floor(1e9 * z + 0.5) / 1e9;
            answers[corner] = sums[corner] >= 0 ? 1 : 0;
        }
        double[] right = new double[4];
        for (int question = 0; question < 4; question++) {
            for (int corner = 0; corner < 4; corner++) {
                if (answers[corner] == TRUTH[question][corner]) right[question]++;
            }
        }
        Map<String, double[]> values = new LinkedHashMap<>();
        values.put("sums", sums);
        values.put("answers", answers);
        values.put("right", right);
        values.put("truth", TRUTH[3].clone());
        return values;
    }

    @Override
    public String words(double... settings) {
        Map<String, double[]> values = values(settings);
        List<String> ones = new ArrayList<>();
        for (int corner = 0; corner < 4; corner++) {
            if (values.get("answers")[corner] == 0) continue;
            ones.add("(" + (int) CORNERS[corner][0] + ", " + (int) CORNERS[corner][1] + ")");
        }
        List<String> counts = new ArrayList<>();
        for (int question = 0; question < 4; question++) {
            counts.add(QUESTIONS.get(question) + " " + (int) values.get("right")[question]);
        }
        return "With w₁ = " + Numbers.text(settings[0], 3) + ", w₂ = " + Numbers.text(settings[1], 3) + " and b = "
                + Numbers.text(settings[2], 3) + " the unit answers 1 at " + (ones.isEmpty() ? "no corner" : String.join(", ", ones))
                + ". Corners answered right: " + String.join(", ", counts) + " of 4.";
    }
}
