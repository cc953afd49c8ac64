package gradus.loss;

import gradus.tensor.Numbers;
import gradus.tensor.Tensor;
import gradus.tensor.Tensors;
import java.util.Arrays;

/**
 * A loss for classes, which may weigh differently: a rare class can be given more weight.
 *
 * <p>The loss of a row is multiplied by the weight of its class, and the mean is divided by the sum of these weights over
 * the batch (PyTorch's cross-entropy of class numbers), so that weights of 2 for all change nothing. That holds for class
 * numbers, one-hot rows and shares alike, and for losses of yes or no; PyTorch divides by n for shares, for its hinge and for
 * pos_weight, Keras always: {@code reduction(Reduction.SUM)} divided by n is theirs.
 *
 * <pre>{@code
 * var scores = zeros(2, 2);
 * scores.data()[0] = 2;                                            // the first is right, the second undecided
 * crossEntropy(scores, tensor(0, 1)).item()                        // → 0.410038
 * crossEntropy().classWeights(1, 3).of(scores, tensor(0, 1)).item()      // → 0.551592
 * }</pre>
 *
 * @param <L> the loss itself
 */
public abstract class ClassLoss<L extends ClassLoss<L>> extends WeightedLoss<L> {

    /** (C), or null for 1 each. */
    Tensor classWeights;

    ClassLoss() { }

    /**
     * The same with a weight for each class, by number; a loss with two classes in one column takes that of 0, then of 1.
     *
     * @throws IllegalArgumentException if a weight is negative or no number; if there are not as many as classes, that is
     *     told when scores arrive
     */
    public L classWeights(double... weights) {
        var copied = Tensors.tensor(weights);
        checked("a class weight", copied);
        return changed(copy -> copy.classWeights = copied);
    }

    @Override
    String options() {
        return (classWeights == null ? "" : ".classWeights(" + Numbers.exact(classWeights.data()) + ")") + super.options();
    }

    /** Shares of classes, each multiplied by the weight of its class. */
    final Tensor weighted(Tensor shares) { return classWeights == null ? shares : shares.mul(weightsOf(shares.size(1))); }

    /** The shares of class 0 and class 1 where the target is that of class 1, each multiplied by its weight. */
    final Tensor[] weightedPair(Tensor target) {
        var no = target.neg().add(1);
        return classWeights == null ? new Tensor[]{no, target}
                : new Tensor[]{no.mul(weightsOf(2).get(0)), target.mul(weightsOf(2).get(1))};
    }

    /** What each row counts in the mean: the weight of its class. */
    final Tensor rowCounts(Tensor target) {
        return classWeights == null ? null
                : weighted(target.rank() == 2 ? target : Tensors.oneHot(target, classWeights.size())).sum(1);
    }

    /** The same where the target is the share of class 1. */
    final Tensor pairCounts(Tensor target) {
        var pair = classWeights == null ? null : weightedPair(target);
        return pair == null ? null : pair[0].add(pair[1]);
    }

    private Tensor weightsOf(int classes) {
        if (classWeights.size() != classes) {
            throw new IllegalArgumentException(name() + ": " + classWeights.size() + " class weights given, there are "
                    + classes + " classes; give one for each");
        }
        return classWeights;
    }

    /** Class numbers (n) or shares (n, C) as shares (n, C), checked against the scores. */
    final Tensor shares(Tensor scores, Tensor target) {
        requireRows(scores, target);
        int classes = scores.size(1);
        return target.rank() == 1
                ? Tensors.oneHot(Tensors.tensor(Tensors.labels(this, target, classes)), classes) : target;
    }

    /** Refuses what are no scores (n, C) with a target for each row; there are n losses then. */
    final int[] requireRows(Tensor scores, Tensor target) {
        if (scores.rank() != 2) {
            throw new IllegalArgumentException(this + ": scores are " + scores.shapeText()
                    + ", they should be (n, C), a row for each example and a column for each class");
        }
        int n = scores.size(0);
        int classes = scores.size(1);
        if (target.rank() == 0 || target.size(0) != n
                || target.rank() > 1 && !Arrays.equals(target.shape(), scores.shape())) {
            throw new IllegalArgumentException(this + ": scores are " + scores.shapeText() + ", target is "
                    + target.shapeText() + "; it should be (" + n + ") class numbers or (" + n + ", " + classes
                    + ") shares of classes");
        }
        return new int[]{n};
    }
}
