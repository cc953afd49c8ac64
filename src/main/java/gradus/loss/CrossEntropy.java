package gradus.loss;

import gradus.tensor.Numbers;
import gradus.tensor.Tensor;
import gradus.tensor.Tensors;

/**
 * The cross-entropy between the classes that should come out and the softmax of the scores that did.
 *
 * <p>For an example with scores z and target distribution g over C classes, L = −Σ_j g_j ln softmax(z)_j; for a class
 * label y that is −ln softmax(z)_y. ∂L/∂z = o · Σ_j g_j − g with o = softmax(z): for a distribution, which sums to 1, the
 * difference o − g between what is and what should be. It is the negative log-likelihood of the labels.
 *
 * <p>The scores are logits, the network's outputs without softmax: taken together, softmax and logarithm neither overflow
 * nor lose digits ({@link Tensor#logSoftmax}).
 *
 * <p>Shapes: scores (n, C); target (n) class numbers from 0, or (n, C) one-hot or soft. The result is the mean over the
 * rows; without reduction it is (n).
 *
 * <pre>{@code
 * var scores = tensor(new double[][]{{3.2, 5.1, -1.7}});
 * Numbers.text(crossEntropy(scores, tensor(0)).item(), 7)      // → 2.040355
 * }</pre>
 */
public final class CrossEntropy implements Loss {

    private final Reduction reduction;
    private final double smoothing;

    CrossEntropy(Reduction reduction, double smoothing) {
        this.reduction = reduction;
        this.smoothing = smoothing;
    }

    @Override
    public Tensor of(Tensor scores, Tensor target) {
        if (scores.rank() != 2) {
            throw new IllegalArgumentException(this + ": scores are " + scores.shapeText()
                    + ", they should be (n, C), a row for each example and a column for each class");
        }
        int n = scores.size(0);
        int classes = scores.size(1);
        if (target.rank() == 0 || target.size(0) != n
                || target.rank() > 1 && !target.shapeText().equals(scores.shapeText())) {
            throw new IllegalArgumentException(this + ": scores are " + scores.shapeText() + ", target is "
                    + target.shapeText() + "; it should be (" + n + ") class numbers or (" + n + ", " + classes
                    + ") shares of classes");
        }
        var g = target.rank() == 1
                ? Tensors.oneHot(Tensors.tensor(Tensors.labels(toString(), target, classes)), classes) : target;
        if (smoothing > 0) {
            g = g.mul(1 - smoothing).add(smoothing / classes);
        }
        return reduction.of(perExample(scores, g));
    }

    /** −Σ_j g_j ln o_j for each row, as one operation, so that the graph shows its famous derivative. */
    private static Tensor perExample(Tensor scores, Tensor g) {
        var minusLog = Tensor.of(scores.detach().logSoftmax().neg().toArray(), scores.shape());
        // where g is 0 the term is 0, also if the logarithm is infinite
        var losses = Tensors.where(g.detach(), minusLog.mul(g.detach()), Tensors.scalar(0)).sum(1);
        return losses.from("crossEntropy",
                scores, d -> scores.softmax().mul(g.sum(1, true)).sub(g).mul(d.reshape(-1, 1)),
                g, d -> scores.logSoftmax().neg().mul(d.reshape(-1, 1)));
    }

    /** The same with another reduction. */
    public CrossEntropy reduction(Reduction reduction) {
        return new CrossEntropy(reduction, smoothing);
    }

    /**
     * Takes a share ε of every target away and spreads it evenly over all C classes: (1 − ε) g + ε/C.
     *
     * <p>Source: Szegedy et al. 2016, section 7. With ε = 0.1 and C = 10 a target is .91, the others .01.
     *
     * @throws IllegalArgumentException if ε is not from 0 to 1
     */
    public CrossEntropy labelSmoothing(double epsilon) {
        if (!(epsilon >= 0 && epsilon <= 1)) {
            throw new IllegalArgumentException("crossEntropy: labelSmoothing is " + Numbers.text(epsilon)
                    + ", it is a share from 0 to 1");
        }
        return new CrossEntropy(reduction, epsilon);
    }

    @Override
    public String toString() { return "crossEntropy"; }
}
