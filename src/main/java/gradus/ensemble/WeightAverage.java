package gradus.ensemble;

import gradus.nn.Layer;
import gradus.tensor.Numbers;
import gradus.train.Callback;
import gradus.train.History;

/**
 * An average of the weights that a network has had while it was trained; it follows a run as its callback.
 *
 * <p>Steps of stochastic gradient descent jump around the minimum: their average lies nearer to it than the last one. The
 * run itself is not changed by it. {@link #applyTo} gives the average to a network when the run is over, before which early
 * stopping, if there is one, has put its best weights back.
 *
 * <p>Buffers, the running statistics of batch norm, are averaged in the same way. They are then near those of the networks that
 * were averaged, not those of the averaged network: {@code updateBatchNorm} measures these. One average follows one run; it is
 * no part of a checkpoint.
 */
public final class WeightAverage implements Callback {

    private final String name;
    /** How much of the old average stays at a step; NaN where epochs are averaged. */
    private final double decay;
    private final int fromEpoch;
    private final NetMean mean;
    private int count;

    private WeightAverage(String name, double decay, int fromEpoch) {
        this.name = name;
        this.decay = decay;
        this.fromEpoch = fromEpoch;
        mean = new NetMean(name);
    }

    static WeightAverage exponential(double decay) {
        if (!(decay >= 0 && decay < 1)) {
            throw new IllegalArgumentException("exponentialAverage: the decay is " + Numbers.exact(decay)
                    + ", it should be from 0 to below 1, such as 0.99");
        }
        return new WeightAverage("exponentialAverage(" + Numbers.exact(decay) + ")", decay, 0);
    }

    static WeightAverage ofEpochs(int fromEpoch) {
        if (fromEpoch < 1) {
            throw new IllegalArgumentException("epochAverage: the first epoch to count is " + fromEpoch
                    + ", it should be at least 1");
        }
        return new WeightAverage("epochAverage(" + fromEpoch + ")", Double.NaN, fromEpoch);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void stepDone(Layer net) {
        if (!Double.isNaN(decay)) {
            mean.follow(net, 1 - decay);
            count++;
        }
    }

    @Override
    public void epochDone(int epoch, History history, Layer net) {
        if (Double.isNaN(decay) && epoch >= fromEpoch) {
            count++;
            mean.follow(net, 1.0 / count);
        }
    }

    /**
     * Gives a network the average of its parameters and buffers: the one that was trained, or another of the same layers.
     *
     * @throws IllegalStateException if nothing was averaged yet
     * @throws IllegalArgumentException if the network has other layers
     */
    public void applyTo(Layer net) {
        if (mean.isEmpty()) {
            throw new IllegalStateException(name + ": there is nothing to average yet; give it to a run, .callback(average), "
                    + (Double.isNaN(decay) ? "of at least " + fromEpoch + " epochs" : "first"));
        }
        mean.into(net);
    }

    @Override
    public String toString() {
        return name + " of " + count + (Double.isNaN(decay) ? " epochs" : " steps");
    }
}
