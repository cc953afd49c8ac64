package gradus.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import gradus.kernels.ActiveKernels;
import gradus.kernels.Kernels;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Values and gradients of every line of {@link GradientCases} with the vector kernels against the plain loops.
 *
 * <p>The vector kernels leave small sizes to the plain loops. Here the sizes from which on they work are moved, once below
 * everything in the table and once above.
 */
class KernelParityTest {

    static List<GradientCases.Case> cases() {
        return GradientCases.all();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void bothKernelsGiveTheSame(GradientCases.Case c) throws IllegalAccessException {
        var kernels = ActiveKernels.get();
        assumeTrue(kernels.lanes() > 1, ActiveKernels.explanation());
        var plain = withVectorsFrom(Integer.MAX_VALUE, kernels, c);
        var vector = withVectorsFrom(0, kernels, c);
        for (int i = 0; i < plain.size(); i++) {
            double[] expected = plain.get(i).data();
            double[] actual = vector.get(i).data();
            double scale = 1 + Arrays.stream(expected).map(Math::abs).max().orElse(0);
            assertArrayEquals(expected, actual, 1e-12 * scale, i == 0 ? "value" : "gradient of input " + i);
        }
    }

    /** The value, and the gradient of each input, with vectors from this size on. */
    private static List<Tensor> withVectorsFrom(int size, Kernels kernels, GradientCases.Case c) throws IllegalAccessException {
        var limits = Stream.of(kernels.getClass().getDeclaredFields())
                .filter(field -> field.getType() == int.class && !Modifier.isStatic(field.getModifiers())).toList();
        assertTrue(!limits.isEmpty(), "the vector kernels no longer keep their limits in fields");
        var before = new int[limits.size()];
        for (int i = 0; i < before.length; i++) {
            before[i] = swap(limits.get(i), kernels, size);
        }
        try {
            var inputs = Arrays.stream(c.inputs()).map(Tensor::parameter).toList();
            var results = new ArrayList<Tensor>();
            var y = c.f().apply(inputs);
            results.add(y);
            y.backward(GradientCases.apart(5, y.shape()));
            inputs.forEach(x -> results.add(x.grad() == null ? Tensors.zeros(x.shape()) : x.grad()));
            return results;
        } finally {
            for (int i = 0; i < before.length; i++) {
                assertEquals(size, swap(limits.get(i), kernels, before[i]));
            }
        }
    }

    private static int swap(Field limit, Kernels kernels, int value) throws IllegalAccessException {
        limit.setAccessible(true);
        int before = limit.getInt(kernels);
        limit.setInt(kernels, value);
        return before;
    }
}
