package gradus.nn;

import gradus.init.Initializer;
import gradus.tensor.Rng;
import gradus.tensor.Tensor;
import gradus.tensor.Tensors;
import java.util.Arrays;
import java.util.List;

/**
 * The parametric rectified linear unit: a leaky ReLU that learns its slope, one for each channel or one for all.
 *
 * <p>y_c = x_c for x_c > 0, a_c·x_c elsewhere; ∂y_c/∂x_c = 1 or a_c, and ∂y_c/∂a_c = min(x_c, 0). The slope may become
 * larger than 1 or negative; max(a·x, x), as QU and TUM write it, would be another function then. All slopes start at
 * 0.25, as in the paper and in PyTorch. Do not decay them: that would push them to 0, to plain ReLU.
 *
 * <p>Shapes: with one slope any; with a slope for each of C channels (…, C): the channel is the last axis, where dense
 * layers have their units (PyTorch takes the second axis, which is the same for (n, C)). a (C) or (1).
 * Source: He, Zhang, Ren and Sun 2015, "Delving deep into rectifiers".
 *
 * <pre>{@code
 * prelu().forward(tensor(-2, 0, 3))                // → [-0.5, 0, 3]
 * prelu(3).slopes(0.1, 1, 2).forward(tensor(-2, -2, -2))      // → [-0.2, -2, -4]
 * }</pre>
 */
public final class PReLU extends NamedLayer {

    private static final double START = 0.25;

    private final Tensor a;

    PReLU(int channels) {
        super("prelu(" + channels + ")");
        if (channels < 1) {
            throw new IllegalArgumentException(name() + ": it needs at least one channel");
        }
        a = Tensor.parameter(Tensors.full(START, channels)).named("a");
    }

    @Override
    public Tensor forward(Tensor x) {
        if (a.size() > 1 && (x.rank() == 0 || x.size(-1) != a.size())) {
            throw new IllegalArgumentException(name() + ": input is " + x.shapeText()
                    + ", its last dimension should be " + a.size());
        }
        return x.prelu(x.rank() == 0 ? a.reshape() : a);
    }

    /** Sets the slopes by hand, one for each channel. */
    public PReLU slopes(double... slopes) {
        if (slopes.length != a.size()) {
            throw new IllegalArgumentException(name() + ": " + slopes.length + " slopes given, " + a.size()
                    + " needed");
        }
        System.arraycopy(slopes, 0, a.data(), 0, slopes.length);
        a.changed();
        return this;
    }

    /** The slopes a for negative numbers, shape (channels). */
    public Tensor a() { return a; }

    @Override
    public int outputs(int inputs) { return a.size() == 1 ? inputs : takes(a.size(), inputs); }

    @Override
    public List<Tensor> parameters() { return List.of(a); }

    @Override
    public PReLU initialize(Initializer weights, Rng rng) {
        Arrays.fill(a.data(), START);
        a.changed();
        return this;
    }
}
