package gradus.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.tensor.Rng;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class AxisTest {

    private static List<String> labels(Axis scale) {
        List<String> labels = new ArrayList<>();
        for (long tick = (long) Math.ceil(scale.low()); tick <= scale.high(); tick++) labels.add(scale.label(tick));
        return labels;
    }

    @Test
    void everyScaleHasAFewDifferentTicks() {
        Rng rng = new Rng(7);
        for (int trial = 0; trial < 500; trial++) {
            double size = Math.pow(10, rng.uniform(-12, 12));
            double from = rng.uniform() < 0.3 ? 0 : size * rng.uniform(-3, 3);
            double[] values = {from, from + size * rng.uniform(0.1, 1)};
            for (Axis scale : List.of(Axis.linear(6, values), Axis.filled(6, values))) {
                List<String> labels = labels(scale);
                String what = values[0] + " to " + values[1] + ": " + labels;
                assertTrue(labels.size() >= 3 && labels.size() <= 11, what);
                assertEquals(labels.size(), new HashSet<>(labels).size(), what);
                assertTrue(scale.share(values[0]) >= 0 && scale.share(values[1]) <= 1, what);
            }
            double[] positive = {size, size * Math.pow(10, rng.uniform(0, 20))};
            List<String> powers = labels(Axis.logarithmic(7, positive));
            assertTrue(powers.size() >= 2 && powers.size() <= 12, positive[0] + " to " + positive[1] + ": " + powers);
        }
    }

    @Test
    void anAxisThatNoNumbersCanLabelIsRefused() {
        for (double[] y : new double[][] {{-1e308, 1e308}, {Double.MIN_VALUE, 0}, {Double.MAX_VALUE}}) {
            LinePlot plot = Figures.linePlot("t", y);
            String message = assertThrows(IllegalArgumentException.class, plot::image).getMessage();
            assertTrue(message.startsWith("axis: the values run from ") && message.endsWith("multiply the values by a power of ten"), message);
        }
    }

    @Test
    void labelsOfAScaleHaveOneForm() {
        assertEquals(List.of("0.0", "0.5", "1.0", "1.5", "2.0"), labels(Axis.linear(5, new double[] {0.1, 2.2})));
        assertEquals(List.of("5", "10", "15", "20", "25", "30"), labels(Axis.filled(7, new double[] {1, 30})));
        assertEquals(List.of("0.1", "1", "10"), labels(Axis.logarithmic(7, new double[] {0.1, 20})));
        assertEquals(List.of("10⁻⁷", "10⁻⁶"), labels(Axis.logarithmic(7, new double[] {1e-7, 2e-6})));
        assertEquals(List.of("0", "1", "2", "3"), labels(Axis.linear(6, new double[] {0, 3})));
    }
}
