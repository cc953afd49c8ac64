package gradus.bench;

import static gradus.init.Initializers.heNormal;
import static gradus.init.Initializers.xavierNormal;
import static gradus.loss.Losses.binaryCrossEntropy;
import static gradus.loss.Losses.crossEntropy;
import static gradus.loss.Losses.meanSquaredError;
import static gradus.nn.Layers.dense;
import static gradus.nn.Layers.relu;
import static gradus.nn.Layers.sequential;
import static gradus.nn.Layers.tanh;
import static gradus.optim.Optimizers.adam;
import static gradus.optim.Optimizers.sgd;
import static gradus.tensor.Tensors.rand;
import static gradus.tensor.Tensors.randn;

import gradus.data.Dataset;
import gradus.loss.Loss;
import gradus.nn.Layer;
import gradus.optim.UpdateRule;
import gradus.tensor.Rng;
import gradus.tensor.Tensor;
import gradus.tensor.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * A piece of work to be timed, written as a user of the library writes it.
 *
 * <p>Each run starts from the same numbers and ends with the same result. A peer (src/bench/python/peer.py, {@link
 * PeerProduct}) gets these numbers and must come to that result, so that nobody computes less.
 *
 * @param start the numbers that the work starts from, in the order in which a peer reads them
 * @param run does the work once; its result is what a peer must get too
 */
record Work(List<double[]> start, Supplier<Double> run) {

    private static final int CLASSES = 10;

    /** The work of a name; a number behind it is its size: {@code product 512}. */
    static Work named(String name) {
        String[] words = name.split(" ");
        int size = words.length == 1 ? 0 : Integer.parseInt(words[1]);
        return switch (words[0]) {
            case "epoch" -> classifier(10_000, sgd(0.01), 784, 256, 128, CLASSES);
            case "epoch-adam" -> classifier(10_000, adam(0.0001), 784, 256, 128, CLASSES);
            case "rows" -> classifier(size, sgd(0.01), 20, 32, CLASSES);
            case "parameters" -> parameters(size);
            case "nodes" -> nodes(size);
            case "tanh-layers" -> tanhLayers();
            case "tiny" -> tiny();
            case "classes" -> labelled(3, crossEntropy());
            case "yes-no" -> labelled(1, binaryCrossEntropy());
            case "product" -> product(size);
            case "exp" -> function(size, Tensor::exp);
            case "log" -> function(size, x -> x.square().log());
            case "tanh" -> function(size, Tensor::tanh);
            case "sigmoid" -> function(size, Tensor::sigmoid);
            case "softmax" -> function(size, x -> x.reshape(-1, 8).softmax());
            case "softmax-columns" -> matrix(size, x -> x.softmax(0));
            case "max-columns" -> matrix(size, x -> x.max(0));
            case "times-row" -> matrix(size, x -> x.mul(x.row(0)));
            case "times-column" -> matrix(size, x -> x.mul(x.slice(1, 0, 1)));
            case "ejml-product", "openblas-product" -> PeerProduct.named(words[0], size);
            default -> throw new IllegalArgumentException("there is no work named " + name);
        };
    }

    /** One epoch of a ReLU network on class labels, in batches of 64; the result is the loss of the last batch. */
    private static Work classifier(int rows, UpdateRule rule, int... widths) {
        var rng = new Rng(1);
        var x = rand(rng, rows, widths[0]);
        double[] labels = new double[rows];
        Arrays.setAll(labels, i -> rng.below(CLASSES));
        var layers = new ArrayList<Layer>();
        for (int i = 1; i < widths.length; i++) {
            layers.add(dense(widths[i - 1], widths[i]));
            if (i < widths.length - 1) layers.add(relu());
        }
        var net = sequential(layers.toArray(Layer[]::new)).initialize(heNormal(), rng);
        return training(net, Dataset.of(x, Tensors.tensor(labels)), crossEntropy(), rule, 64, 1);
    }

    /** A thousand steps of a 2-8-8-1 tanh network on ten rows; the result is the loss of the last. */
    private static Work tiny() {
        var rng = new Rng(1);
        var net = sequential(dense(2, 8), tanh(), dense(8, 8), tanh(), dense(8, 1)).initialize(xavierNormal(), rng);
        return training(net, Dataset.of(randn(rng, 10, 2), randn(rng, 10, 1)), meanSquaredError(), sgd(0.01), 10, 1000);
    }

    /** The same with classes, or with yes and no where there is one output. */
    private static Work labelled(int outputs, Loss loss) {
        var rng = new Rng(1);
        var net = sequential(dense(2, 8), tanh(), dense(8, 8), tanh(), dense(8, outputs)).initialize(xavierNormal(), rng);
        double[] labels = new double[10];
        Arrays.setAll(labels, i -> rng.below(Math.max(2, outputs)));
        var y = outputs == 1 ? Tensors.tensor(labels).reshape(10, 1) : Tensors.tensor(labels);
        return training(net, Dataset.of(randn(rng, 10, 2), y), loss, sgd(0.01), 10, 1000);
    }

    /** The loop that stays visible, over all batches as often as told. */
    private static Work training(Layer net, Dataset data, Loss loss, UpdateRule rule, int batchSize, int epochs) {
        var parameters = net.parameters();
        var first = parameters.stream().map(Tensor::toArray).toList();
        var start = new ArrayList<>(List.of(data.x().data(), data.y().data()));
        start.addAll(first);
        return new Work(start, () -> {
            for (int i = 0; i < first.size(); i++) {
                System.arraycopy(first.get(i), 0, parameters.get(i).data(), 0, first.get(i).length);
            }
            var optimizer = rule.of(parameters);
            double last = 0;
            for (int epoch = 0; epoch < epochs; epoch++) {
                for (var batch : data.batches(batchSize)) {
                    optimizer.zeroGrad();
                    var value = loss.of(net.forward(batch.x()), batch.y());
                    value.backward();
                    optimizer.step();
                    last = value.item();
                }
            }
            return last;
        });
    }

    /** Forward and backward through ten layers of 500 tanh units; the result is the loss and one number of a gradient. */
    private static Work tanhLayers() {
        var rng = new Rng(1);
        var x = randn(rng, 1000, 500);
        var weights = new ArrayList<Tensor>();
        for (int l = 0; l < 10; l++) weights.add(Tensor.parameter(randn(rng, 500, 500).div(Math.sqrt(500))));
        var start = new ArrayList<>(List.of(x.data()));
        for (var W : weights) start.add(W.data());
        return new Work(start, () -> {
            weights.forEach(Tensor::zeroGrad);
            var h = x;
            for (var W : weights) h = h.matmul(W).tanh();
            var loss = h.square().mean();
            loss.backward();
            return loss.item() + weights.get(0).grad().get(0, 0);
        });
    }

    /** One step of a layer with about so many parameters, 16 rows. */
    private static Work parameters(int count) {
        var rng = new Rng(1);
        int outputs = (int) Math.sqrt(count), inputs = count / outputs;
        var net = sequential(dense(inputs, outputs)).initialize(xavierNormal(), rng);
        var data = Dataset.of(randn(rng, 16, inputs), randn(rng, 16, outputs));
        return training(net, data, meanSquaredError(), sgd(0.01), 16, 1);
    }

    /** Builds a chain of so many additions of single numbers, and walks it back. */
    private static Work nodes(int count) {
        var x = Tensor.parameter(1.0);
        return new Work(List.of(), () -> {
            x.zeroGrad();
            var y = x;
            for (int i = 0; i < count; i++) y = y.add(x);
            y.backward();
            return x.grad().item();
        });
    }

    private static Work product(int n) {
        var rng = new Rng(1);
        var a = randn(rng, n, n);
        var b = randn(rng, n, n);
        return new Work(List.of(a.data(), b.data()), () -> a.matmul(b).get(n - 1, n - 1));
    }

    private static Work matrix(int n, UnaryOperator<Tensor> f) {
        var x = randn(new Rng(1), n, n);
        return new Work(List.of(x.data()), () -> f.apply(x).data()[n - 1]);
    }

    private static Work function(int n, UnaryOperator<Tensor> f) {
        var x = randn(new Rng(1), n);
        return new Work(List.of(x.data()), () -> f.apply(x).data()[n - 1]);
    }
}
