package gradus.inspect;

import static gradus.Expect.refuses;
import static gradus.tensor.Autodiff.grad;
import static gradus.tensor.Tensor.parameter;
import static gradus.tensor.Tensors.ones;
import static gradus.tensor.Tensors.zeros;
import static org.junit.jupiter.api.Assertions.assertEquals;

import gradus.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** What computations cost, counted by hand. */
class GraphCountTest {

    private static void costs(int operations, long forward, long backward, long stored, Tensor result) {
        assertEquals(new GraphCount(operations, forward, backward, stored), GraphCount.of(result));
    }

    @Test
    void aSubexpressionUsedTwiceIsComputedOnce() {
        var w = parameter(3);
        var x = w.square();
        costs(3, 2, 3, 3, x.mul(x).add(x));
        // recomputed wherever it is needed: (w²·w²) + w²
        costs(5, 4, 5, 5, w.square().mul(w.square()).add(w.square()));
    }

    @Test
    void aLayerIsAProductOfMatrices() {
        var W = parameter(ones(3, 4));
        var b = parameter(zeros(4));
        var x = ones(5, 3);
        costs(2, 60, 60, 40, x.matmul(W).add(b));
        costs(2, 60, 120, 40, parameter(x).matmul(W).add(b));
        costs(3, 60, 80, 60, x.matmul(W).add(b).tanh());
        costs(1, 3, 3, 1, parameter(ones(3)).matmul(ones(3)));
    }

    @Test
    void powersAndFunctions() {
        var x = parameter(ones(2));
        costs(1, 4, 2, 2, x.pow(3));
        costs(1, 2, 2, 2, x.pow(2));
        costs(1, 0, 2, 2, x.pow(1));
        costs(1, 0, 2, 2, x.pow(0.5));
        costs(1, 0, 2, 2, x.pow(-2));
        costs(1, 0, 2, 2, x.exp());
        costs(1, 2, 2, 2, x.mul(2));
        costs(1, 2, 4, 2, x.div(parameter(3)));
        costs(1, 0, 0, 2, x.relu());
        costs(1, 0, 0, 1, x.sum());
        costs(1, 1, 2, 1, x.mean());
        costs(0, 0, 0, 0, x);
    }

    @Test
    void sharedArraysAreStoredOnce() {
        var x = parameter(ones(2, 3));
        costs(0, 0, 0, 0, x.reshape(6));
        costs(2, 6, 6, 7, x.square().reshape(6).sum());
    }

    /** The derivative is a computation too, with a record of its own. */
    @Test
    void derivativesCanBeCounted() {
        var x = parameter(2);
        var slope = grad(x.square().square(), x);
        assertEquals(32, slope.item());
        assertEquals(5, GraphCount.of(slope).forward(), "x², and g·x², twice that, g·x, twice that");
    }

    @Test
    void withoutARecordThereIsNothingToCount() {
        refuses("GraphCount: the tensor of shape (2) has no record; it was computed from no parameter, or under"
                + " noGrad(...), or detached", () -> GraphCount.of(ones(2)));
        assertEquals("operations: 1, multiplications: 1 forward and 2 backward, stored values: 1",
                GraphCount.of(parameter(2).mul(parameter(3))).toString());
    }
}
