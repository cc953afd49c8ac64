package gradus.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import gradus.kernels.ActiveKernels;
import gradus.kernels.Kernels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Values and gradients of every line of {@link GradientCases}: vectors must give the bits of the plain loops. */
class KernelParityTest {

    static List<GradientCases.Case> cases() {
        return GradientCases.all();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void bothKernelsGiveTheSame(GradientCases.Case c) throws IllegalAccessException {
        var kernels = ActiveKernels.get();
        assumeTrue(kernels.lanes() > 1, ActiveKernels.explanation());
        var plain = with(work -> false, kernels, c);
        var vector = with(work -> true, kernels, c);
        for (int i = 0; i < plain.size(); i++) {
            assertArrayEquals(plain.get(i).data(), vector.get(i).data(), i == 0 ? "value" : "gradient of input " + i);
        }
    }

    /** The value, and the gradient of each input, where vectors do all the work or none of it. */
    private static List<Tensor> with(LongPredicate vectors, Kernels kernels, GradientCases.Case c) throws IllegalAccessException {
        var deciders = Stream.of(kernels.getClass().getDeclaredFields()).filter(field -> field.getType() == LongPredicate.class).toList();
        assertTrue(!deciders.isEmpty(), "the vector kernels no longer ask whether vectors should work");
        var before = new ArrayList<>();
        for (var field : deciders) {
            field.setAccessible(true);
            before.add(field.get(kernels));
            field.set(kernels, vectors);
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
            for (int i = 0; i < before.size(); i++) {
                deciders.get(i).set(kernels, before.get(i));
            }
        }
    }
}
