package gradus.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Smooth operations put together at random: values used several times, shapes that change and broadcast. */
@Tag("kernels")
class RandomExpressionsTest {

    /** Ten steps, each on values made before; the last ones are summed up, so that all ways back are taken. */
    private static Tensor expression(long seed, List<Tensor> inputs) {
        var rng = new Rng(seed);
        var values = new ArrayList<>(inputs);
        for (int step = 0; step < 10; step++) {
            var a = values.get(rng.below(values.size()));
            var b = values.get(rng.below(values.size()));
            values.add(switch (rng.below(12)) {
                case 0 -> a.add(b);
                case 1 -> a.sub(b).mul(0.5);
                case 2 -> a.mul(b.tanh());
                case 3 -> a.div(b.square().add(1));
                case 4 -> a.sigmoid();
                case 5 -> a.softmax();
                case 6 -> a.broadcastTo(3, 4).matmul(b.broadcastTo(3, 4).transpose()).tanh()
                        .matmul(b.broadcastTo(3, b.size(1)));
                case 7 -> a.sum(rng.below(2), true).tanh();
                case 8 -> a.mean(0, true).add(b);
                case 9 -> Tensors.concat(0, a.broadcastTo(3, 4), b.broadcastTo(3, 4)).slice(0, 2, 5);
                case 10 -> a.broadcastTo(3, 4).reshape(4, 3).transpose();
                default -> a.broadcastTo(3, 4).rows(2, 0, 2).square().add(1).sqrt();
            });
            int[] shape = values.get(values.size() - 1).shape();      // (3, 4), (1, 4), (3, 1) or (1, 1)
            assertTrue((shape[0] == 1 || shape[0] == 3) && (shape[1] == 1 || shape[1] == 4));
        }
        var sum = Tensors.scalar(0);
        for (var value : values.subList(values.size() - 4, values.size())) {
            sum = sum.add(value.mul(value.tanh()).sum());
        }
        return sum;
    }

    private static Tensor[] inputs(long seed) {
        var rng = new Rng(1000 + seed);
        return new Tensor[]{Tensors.randn(rng, 3, 4), Tensors.randn(rng, 1, 4), Tensors.randn(rng, 3, 4)};
    }

    @Test
    void theirGradientsAreRight() {
        for (long seed = 0; seed < 60; seed++) {
            long s = seed;
            var first = GradCheck.of("expression " + s, xs -> expression(s, xs), inputs(s));
            assertTrue(first.relativeError() < 1e-5, first::toString);
        }
    }

    @Test
    void theirSecondDerivativesAreRight() {
        for (long seed = 0; seed < 20; seed++) {
            long s = seed;
            // every input takes part, so that each has a derivative
            var second = GradCheck.second("expression " + s, xs -> expression(s, xs)
                    .add(xs.get(0).add(xs.get(1)).add(xs.get(2)).square().sum()), inputs(s));
            assertTrue(second.relativeError() < 1e-4, second::toString);
        }
    }

    @Test
    void recordedAndUnrecordedDerivativesAreTheSame() {
        for (long seed = 0; seed < 60; seed++) {
            var x = Tensor.parameter(inputs(seed)[0]);
            var y = expression(seed, List.of(x, inputs(seed)[1], inputs(seed)[2])).add(x.sum());
            var recorded = Autodiff.grad(y, x);
            y.backward();
            assertArrayEquals(recorded.data(), x.grad().data(), 1e-13 * recorded.abs().max().item());
        }
    }
}
