package gradus.data;

import static gradus.data.Generators.circle;
import static gradus.data.Generators.gauss;
import static gradus.data.Generators.linearWithOutliers;
import static gradus.data.Generators.moons;
import static gradus.data.Generators.noisySine;
import static gradus.data.Generators.spiral;
import static gradus.data.Generators.xor;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.tensor.Rng;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GeneratorsTest {

    /** Every generator, as one that takes generator, rows and noise. */
    enum Generator {
        CIRCLE(Generators::circle), XOR(Generators::xor), GAUSS(Generators::gauss), SPIRAL(Generators::spiral),
        MOONS(Generators::moons), SINE(Generators::noisySine),
        LINE((rng, n, noise) -> linearWithOutliers(rng, n, noise, 0));

        interface Make {
            Dataset of(Rng rng, int n, double noise);
        }

        final Make make;

        Generator(Make make) {
            this.make = make;
        }
    }

    private static double x(Dataset data, int row, int column) {
        return data.x().get(row, column);
    }

    private static double radius(Dataset data, int row) {
        return Math.hypot(x(data, row, 0), x(data, row, 1));
    }

    private static double share(int n, IntPredicate holds) {
        return IntStream.range(0, n).filter(holds).count() / (double) n;
    }

    @ParameterizedTest
    @EnumSource
    void theSeedDecidesEveryNumber(Generator generator) {
        Dataset first = generator.make.of(new Rng(1), 50, 0.2);
        Dataset again = generator.make.of(new Rng(1), 50, 0.2);
        assertArrayEquals(first.x().data(), again.x().data());
        assertArrayEquals(first.y().data(), again.y().data());
        assertFalse(Arrays.equals(first.x().data(), generator.make.of(new Rng(2), 50, 0.2).x().data())
                && Arrays.equals(first.y().data(), generator.make.of(new Rng(2), 50, 0.2).y().data()));
        var rng = new Rng(1);
        generator.make.of(rng, 50, 0.2);
        assertFalse(Arrays.equals(first.x().data(), generator.make.of(rng, 50, 0.2).x().data())
                && Arrays.equals(first.y().data(), generator.make.of(rng, 50, 0.2).y().data()), "the rng goes on");
    }

    @ParameterizedTest
    @EnumSource
    void anyNumberOfRows(Generator generator) {
        for (int n : List.of(1, 2, 3, 7, 100)) assertEquals(n, generator.make.of(new Rng(1), n, 0.1).size());
        String message = assertThrows(IllegalArgumentException.class, () -> generator.make.of(new Rng(1), 0, 0.1))
                .getMessage();
        assertTrue(message.endsWith(": n is 0, it must be at least 1 row"), message);
    }

    @ParameterizedTest
    @EnumSource
    void aNoiseThatIsNone(Generator generator) {
        for (double noise : new double[]{-0.1, Double.NaN, Double.POSITIVE_INFINITY}) {
            String message = assertThrows(IllegalArgumentException.class, () -> generator.make.of(new Rng(1), 9, noise))
                    .getMessage();
            assertTrue(message.matches(".*: the noise is (-0.1|NaN|∞), it must be a finite number from 0"), message);
        }
        assertEquals("spiral: the noise is -0.1, it must be a finite number from 0",
                assertThrows(IllegalArgumentException.class, () -> spiral(new Rng(1), 9, -0.1)).getMessage());
    }

    @Test
    void aCircleIsADiscInARing() {
        Dataset data = circle(new Rng(1), 2001, 0);
        assertEquals("circle: 2001 rows, 2 features, 2 classes\nrows per class: outside: 1000, inside: 1001",
                data.toString());
        double sum = 0;
        for (int i = 0; i < 2001; i++) {
            double r = radius(data, i);
            boolean inside = data.y().get(i) == 1;
            assertEquals(i < 1001, inside);
            assertTrue(inside ? r <= 2.5 : r >= 3.5 - 1e-12 && r <= 5 + 1e-12, "radius " + r);
            sum += inside ? r : 0;
        }
        assertEquals(1.25, sum / 1001, 0.07, "the radius is uniform, not the area");
        assertEquals(0.25, share(2001, i -> x(data, i, 0) > 0 && x(data, i, 1) > 0), 0.03);
    }

    /** A point at the edge of the disc, r = 2.5, changes its class half of the time; one far from it never. */
    @Test
    void theNoiseOfACircleChangesClassesNotPoints() {
        Dataset data = circle(new Rng(1), 4000, 0.2);
        IntPredicate changed = i -> (i < 2000 ? 1 : 0) != data.y().get(i);
        for (int i = 0; i < 4000; i++) {
            double r = radius(data, i);
            assertTrue(i < 2000 ? r <= 2.5 : r >= 3.5 - 1e-12 && r <= 5 + 1e-12, "no point has moved");
            // the shift is at most 0.2 · 5 along each axis, √2 in all
            if (changed.test(i)) assertTrue(r > 2.5 - Math.sqrt(2) && r < 2.5 + Math.sqrt(2), "radius " + r);
        }
        assertTrue(share(2000, changed) > 0.05);
    }

    @Test
    void theClassesOfXorAreToldByTheSigns() {
        Dataset data = xor(new Rng(1), 2000, 0);
        assertEquals(List.of("signs differ", "same sign"), data.classNames());
        for (int i = 0; i < 2000; i++) {
            assertEquals(x(data, i, 0) * x(data, i, 1) >= 0 ? 1 : 0, data.y().get(i));
            for (int j = 0; j < 2; j++) {
                assertTrue(Math.abs(x(data, i, j)) >= 0.3 && Math.abs(x(data, i, j)) <= 5.3, "padded");
            }
        }
        assertEquals(0.5, share(2000, i -> data.y().get(i) == 1), 0.04);
        Dataset noisy = xor(new Rng(1), 2000, 0.5);
        double wrong = share(2000, i -> (x(noisy, i, 0) * x(noisy, i, 1) >= 0 ? 1 : 0) != noisy.y().get(i));
        // an axis with |x| = 0.3 + u, u ~ U(0, 5), changes its sign with probability (2.2 − u)/5 where that is positive:
        // p = ∫ (2.2 − u)/5 du/5 = 0.0968; the class changes where one axis does and the other does not
        assertEquals(2 * 0.0968 * (1 - 0.0968), wrong, 0.03);
    }

    @Test
    void gaussHasTheVarianceOfTheRecipe() {
        for (double noise : new double[]{0, 0.25, 0.5}) {
            Dataset data = gauss(new Rng(1), 20_000, noise);
            double mean = 0;
            double square = 0;
            for (int i = 0; i < 20_000; i++) {
                assertEquals(i < 10_000 ? 1 : 0, data.y().get(i));
                double center = i < 10_000 ? 2 : -2;
                for (int j = 0; j < 2; j++) {
                    mean += (x(data, i, j) - center) / 40_000;
                    square += Math.pow(x(data, i, j) - center, 2) / 40_000;
                }
            }
            double variance = 0.5 + 7 * noise;
            assertEquals(0, mean, 0.04);
            assertEquals(variance, square, 0.03 * variance);
        }
    }

    @Test
    void theArmsOfTheSpiral() {
        Dataset data = spiral(new Rng(1), 200, 0);
        for (int i = 0; i < 100; i++) {
            double r = 5 * i / 100.0;
            double t = 1.75 * 2 * Math.PI * i / 100;
            assertEquals(r * Math.sin(t), x(data, i, 0), 1e-12);
            assertEquals(r * Math.cos(t), x(data, i, 1), 1e-12);
            assertEquals(1, data.y().get(i));
            assertEquals(-x(data, i, 0), x(data, 100 + i, 0), 1e-12, "half a turn is a mirror at 0");
            assertEquals(-x(data, i, 1), x(data, 100 + i, 1), 1e-12);
            assertEquals(0, data.y().get(100 + i));
        }
        Dataset noisy = spiral(new Rng(1), 200, 0.5);
        double largest = 0;
        for (int i = 0; i < 200; i++) {
            largest = Math.max(largest, Math.abs(x(noisy, i, 0) - x(data, i, 0)));
        }
        assertTrue(largest > 0.45 && largest <= 0.5, "largest shift " + largest);
    }

    @Test
    void moonsAreHalfCircles() {
        Dataset data = moons(new Rng(1), 101, 0);
        for (int i = 0; i < 101; i++) {
            boolean upper = i < 51;
            assertEquals(upper ? 0 : 1, data.y().get(i));
            assertEquals(1, Math.hypot(x(data, i, 0) - (upper ? 0 : 1), x(data, i, 1) - (upper ? 0 : 0.5)), 1e-12);
            assertTrue(upper ? x(data, i, 1) >= 0 : x(data, i, 1) <= 0.5);
        }
        assertEquals(List.of(1.0, -1.0, 0.0, 2.0),
                List.of(x(data, 0, 0), x(data, 50, 0), x(data, 51, 0), x(data, 100, 0)));
        Dataset noisy = moons(new Rng(2), 10_000, 0.2);
        Dataset clean = moons(new Rng(2), 10_000, 0);
        assertEquals(0.2, noisy.x().sub(clean.x()).std().item(), 0.01);
    }

    @Test
    void theSineIsASine() {
        Dataset data = noisySine(new Rng(1), 1000, 0);
        for (int i = 0; i < 1000; i++) {
            double x = data.x().get(i, 0);
            assertTrue(x >= 0 && x < 1);
            assertEquals(Math.sin(2 * Math.PI * x), data.y().get(i, 0), 1e-14);
        }
        Dataset noisy = noisySine(new Rng(1), 10_000, 0.3);
        double square = 0;
        for (int i = 0; i < 10_000; i++) {
            square += Math.pow(noisy.y().get(i, 0) - Math.sin(2 * Math.PI * noisy.x().get(i, 0)), 2) / 10_000;
        }
        assertEquals(0.3, Math.sqrt(square), 0.01);
    }

    @Test
    void theOutliersAreTheLastRows() {
        Dataset data = linearWithOutliers(new Rng(1), 40, 0.5, 4);
        assertEquals("line with outliers: 40 rows, 1 feature, targets (40, 1)", data.toString().split(" from ")[0]);
        for (int i = 0; i < 40; i++) {
            double above = data.y().get(i, 0) - 2 * data.x().get(i, 0) - 1;
            assertTrue(i < 36 ? Math.abs(above) < 2.5 : above > 8 && above < 22, "row " + i + " is " + above + " above");
        }
        assertEquals("linearWithOutliers: the number of outliers is 41, it must be from 0 to the number of rows, 40",
                assertThrows(IllegalArgumentException.class, () -> linearWithOutliers(new Rng(1), 40, 0.5, 41))
                        .getMessage());
        assertThrows(IllegalArgumentException.class, () -> linearWithOutliers(new Rng(1), 40, 0.5, -1));
    }
}
