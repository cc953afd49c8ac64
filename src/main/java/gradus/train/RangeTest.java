package gradus.train;

import gradus.data.Dataset;
import gradus.loss.BatchWeight;
import gradus.loss.Loss;
import gradus.nn.Layer;
import gradus.nn.Mode;
import gradus.nn.Snapshot;
import gradus.optim.UpdateRule;
import gradus.tensor.Interrupted;
import gradus.tensor.Numbers;
import gradus.tensor.Rng;
import java.util.ArrayList;

/**
 * Looks for a good learning rate: trains while the rate rises batch by batch, and watches the loss.
 *
 * <p>Of n batches the i-th, from 0, is trained with η_i = from · (to/from)^(i/(n − 1)). Drawn over the rate the loss is flat
 * where the rate is too low, falls where it is good, and rises where it is too high. The test ends early when the smoothed
 * loss is four times its lowest value, or no number. The network gets its values back: nothing is learned by the test.
 *
 * <p>Source: Smith 2017, "Cyclical learning rates for training neural networks", with an exponential rise.
 *
 * <p>Example: see {@link Training#rangeTest}.
 */
public final class RangeTest {

    /** Fewer batches give no curve. */
    private static final int FEWEST = 10;
    private static final double TOO_HIGH = 4;
    /** How much of the old mean stays: about ten batches are averaged. */
    private static final double BETA = 0.9;

    private final Layer net;
    private final Dataset data;
    private Loss loss;
    private UpdateRule rule;
    private double from = 1e-6;
    private double to = 10;
    private int epochs = 1;
    private int batchSize = 32;

    RangeTest(Layer net, Dataset data) {
        this.net = net;
        this.data = data;
    }

    /** What is watched, and made small. */
    public RangeTest loss(Loss loss) {
        this.loss = loss;
        return this;
    }

    /** The optimizer that the rate is for; its own rate does not matter. */
    public RangeTest optimizer(UpdateRule rule) {
        this.rule = rule;
        return this;
    }

    /**
     * The first and the last rate; 10⁻⁶ and 10 if not told.
     *
     * @throws IllegalArgumentException if the first is not above 0, or the second not above the first
     */
    public RangeTest rates(double from, double to) {
        if (!(from > 0 && from < to && to < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("rangeTest: the rates go from " + Numbers.exact(from) + " to " + Numbers.exact(to)
                    + ", both should be finite, the first above 0 and the second above the first");
        }
        this.from = from;
        this.to = to;
        return this;
    }

    /** Rounds through the data; 1 if not told. */
    public RangeTest epochs(int epochs) {
        this.epochs = atLeastOne("epochs", epochs);
        return this;
    }

    /** Examples in a batch, those of the training to come; 32 if not told. */
    public RangeTest batchSize(int batchSize) {
        this.batchSize = atLeastOne("batchSize", batchSize);
        return this;
    }

    private static int atLeastOne(String what, int number) {
        if (number < 1) {
            throw new IllegalArgumentException("rangeTest: " + what + " is " + number + ", it should be at least 1");
        }
        return number;
    }

    /**
     * Trains with rising rates.
     *
     * @param rng draws the order of the data
     * @throws IllegalStateException if loss or optimizer is missing, or there are fewer than 10 batches
     */
    public RangeCurve run(Rng rng) {
        if (loss == null || rule == null) {
            throw new IllegalStateException("rangeTest: " + (loss == null ? "no loss given, add .loss(crossEntropy())"
                    : "no optimizer given, add .optimizer(sgd(0.1))") + " before run(rng)");
        }
        int batches = epochs * ((data.size() + batchSize - 1) / batchSize);
        if (batches < FEWEST) {
            throw new IllegalStateException("rangeTest: " + batches + " batches are too few for a curve, it takes " + FEWEST
                    + "; make batchSize smaller or epochs more");
        }
        var before = Snapshot.of(net);
        var states = net.generators().stream().map(Rng::state).toList();
        try {
            return Mode.with(true, net, () -> curve(batches, rng));
        } finally {
            before.restore();
            for (int i = 0; i < states.size(); i++) {
                net.generators().get(i).restore(states.get(i));
            }
            net.parameters().forEach(parameter -> parameter.zeroGrad());
        }
    }

    private RangeCurve curve(int batches, Rng rng) {
        var optimizer = rule.of(net.parameters());
        var rates = new ArrayList<Double>();
        var losses = new ArrayList<Double>();
        var smoothed = new ArrayList<Double>();
        double sum = 0;
        double weights = 0;
        int i = 0;
        double lowest = Double.POSITIVE_INFINITY;
        try {
            for (int epoch = 0; epoch < epochs; epoch++) {
                for (var batch : data.batches(batchSize, rng)) {
                    optimizer.rate(from * Math.pow(to / from, i++ / (batches - 1.0)));
                    optimizer.zeroGrad();
                    var prediction = net.forward(batch.x());
                    var value = loss.of(prediction, batch.y());
                    var part = BatchWeight.of(loss, prediction, batch.y(), null);
                    if (part.weight() == 0) {
                        continue;                            // 0/0: there is nothing to follow
                    }
                    Run.requireDependence("rangeTest", value.requiresGrad());
                    value.backward();
                    Run.requireDependence("rangeTest", net.parameters().stream().anyMatch(each -> each.grad() != null));
                    optimizer.step();
                    // a running mean in which a batch counts as much as its loss was divided by
                    sum = BETA * sum + value.item() * part.factor();
                    weights = BETA * weights + part.weight();
                    double smooth = sum / weights;
                    if (!Double.isFinite(smooth)) {
                        return new RangeCurve(rates, losses, smoothed, "stopped: the loss became "
                                + Numbers.text(value.item()) + " at rate " + Numbers.text(optimizer.rate(), 3));
                    }
                    rates.add(optimizer.rate());
                    losses.add(part.perExample(value.item()));
                    smoothed.add(smooth);
                    lowest = Math.min(lowest, smooth);
                    if (lowest > 0 && smooth > TOO_HIGH * lowest) {
                        return new RangeCurve(rates, losses, smoothed, "stopped: the loss is above four times its lowest value at"
                                + " rate " + Numbers.text(optimizer.rate(), 3));
                    }
                }
            }
        } catch (Interrupted interruption) {
            return new RangeCurve(rates, losses, smoothed, "interrupted after " + rates.size() + " of " + batches + " batches");
        }
        return new RangeCurve(rates, losses, smoothed, "");
    }

    @Override
    public String toString() {
        return "rangeTest: nothing tested yet: call run(rng)";
    }
}
