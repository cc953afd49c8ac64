package gradus.tensor;

import static gradus.init.Initializers.xavierNormal;
import static gradus.loss.Losses.adversarial;
import static gradus.loss.Losses.binaryCrossEntropy;
import static gradus.loss.Losses.binaryHinge;
import static gradus.loss.Losses.crossEntropy;
import static gradus.loss.Losses.elasticNet;
import static gradus.loss.Losses.hinge;
import static gradus.loss.Losses.huber;
import static gradus.loss.Losses.klDivergence;
import static gradus.loss.Losses.l1Penalty;
import static gradus.loss.Losses.l2Penalty;
import static gradus.loss.Losses.meanAbsoluteError;
import static gradus.loss.Losses.meanSquaredError;
import static gradus.nn.Layers.batchNorm;
import static gradus.nn.Layers.dense;
import static gradus.nn.Layers.dropConnect;
import static gradus.nn.Layers.dropout;
import static gradus.nn.Layers.elu;
import static gradus.nn.Layers.gaussianNoise;
import static gradus.nn.Layers.gelu;
import static gradus.nn.Layers.geluTanh;
import static gradus.nn.Layers.identity;
import static gradus.nn.Layers.layerNorm;
import static gradus.nn.Layers.leakyRelu;
import static gradus.nn.Layers.logSoftmax;
import static gradus.nn.Layers.maxout;
import static gradus.nn.Layers.mish;
import static gradus.nn.Layers.prelu;
import static gradus.nn.Layers.relu;
import static gradus.nn.Layers.residual;
import static gradus.nn.Layers.selu;
import static gradus.nn.Layers.sequential;
import static gradus.nn.Layers.sigmoid;
import static gradus.nn.Layers.silu;
import static gradus.nn.Layers.softmax;
import static gradus.nn.Layers.softplus;
import static gradus.nn.Layers.step;
import static gradus.nn.Layers.swish;
import static gradus.nn.Layers.tanh;
import static gradus.tensor.Tensors.concat;
import static gradus.tensor.Tensors.stack;
import static gradus.tensor.Tensors.tensor;
import static gradus.tensor.Tensors.where;

import gradus.loss.Loss;
import gradus.loss.Reduction;
import gradus.nn.Layer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Every operation, layer and loss with inputs to try it on: a new one gets a line here, and all checks run on it.
 *
 * <p>A name begins with the method's. Inputs keep a distance from kinks, and no two elements that are compared are near.
 */
final class GradientCases {

    /** A function of tensors and the inputs to check its derivatives at. */
    record Case(String name, Function<List<Tensor>, Tensor> f, Tensor... inputs) {
        /** The method or factory that is tried. */
        String method() {
            return name.split(" ")[0];
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static final int[][][] BROADCASTS = {
            {{}, {}}, {{3}, {3}}, {{2, 3}, {2, 3}}, {{2, 3}, {}}, {{}, {2, 3}}, {{2, 3}, {3}}, {{3}, {2, 3}},
            {{2, 3}, {2, 1}}, {{2, 1}, {2, 3}}, {{2, 1}, {1, 3}}, {{2, 1}, {3}}, {{1}, {2, 3}}, {{2, 3}, {1, 1}},
            {{2, 3, 4}, {4}}, {{2, 3, 4}, {3, 1}}, {{2, 1, 4}, {3, 1}}, {{1, 3, 1}, {2, 3, 4}}, {{2, 1, 1, 2}, {3, 2}}};

    private static final int[][][] PRODUCTS = {
            {{2, 3}, {3, 4}}, {{3}, {3}}, {{3}, {3, 4}}, {{2, 3}, {3}}, {{1, 1}, {1, 1}}, {{5, 2, 3}, {3, 4}},
            {{5, 2, 3}, {3}}, {{5, 2, 3}, {5, 3, 4}}, {{2, 3}, {5, 3, 4}}, {{3}, {5, 3, 4}}, {{1, 2, 3}, {5, 3, 4}},
            {{2, 1, 2, 3}, {4, 3, 2}}, {{2, 2, 2, 3}, {3, 2}}, {{17, 33}, {33, 18}}};

    private static final List<Case> ALL = new ArrayList<>();

    private GradientCases() {
    }

    static List<Case> all() {
        if (ALL.isEmpty()) {
            arithmetic();
            functions();
            products();
            reductions();
            shapes();
            layers();
            losses();
        }
        return ALL;
    }

    // ---- the table

    private static void arithmetic() {
        binary("add", Tensor::add);
        binary("sub", Tensor::sub);
        binary("mul", Tensor::mul);
        binary("div", Tensor::div);
        binary("maximum", Tensor::maximum);
        binary("minimum", Tensor::minimum);
        for (int[][] shapes : BROADCASTS) {
            var condition = apart(3, shapes[1]).greaterThan(0);
            add("where " + Shape.text(shapes[0]) + Shape.text(shapes[1]),
                    xs -> where(condition, xs.get(0), xs.get(1)), apart(1, shapes[0]), apart(2, shapes[1]));
        }
        unary("maximum 0.25", x -> x.maximum(0.25));
        unary("minimum 0.25", x -> x.minimum(0.25));
        for (int[][] shapes : BROADCASTS) {
            add("pow " + Shape.text(shapes[0]) + Shape.text(shapes[1]), xs -> xs.get(0).pow(xs.get(1)),
                    apart(1, shapes[0]).square().add(0.5), apart(2, shapes[1]));
        }
        unary("add 2.5", x -> x.add(2.5));
        unary("sub 2.5", x -> x.sub(2.5));
        unary("mul -3", x -> x.mul(-3));
        unary("div 4", x -> x.div(4));
        for (double p : new double[]{0, 1, 2, 3, -1, -2}) {
            unary("pow " + p, x -> x.pow(p));
        }
        positive("pow 0.5", x -> x.pow(0.5));
        positive("pow 2.5", x -> x.pow(2.5));
        unary("mul by itself", x -> x.mul(x));
        unary("div by itself and more", x -> x.div(x.square().add(x)));
    }

    private static void functions() {
        unary("neg", Tensor::neg);
        unary("square", Tensor::square);
        unary("exp", Tensor::exp);
        unary("abs", Tensor::abs);
        unary("sin", Tensor::sin);
        unary("cos", Tensor::cos);
        unary("tanh", Tensor::tanh);
        unary("sigmoid", Tensor::sigmoid);
        unary("relu", Tensor::relu);
        unary("step", Tensor::step);
        unary("clip", x -> x.clip(-0.61, 0.87));
        unary("leakyRelu", x -> x.leakyRelu(0.1));
        add("prelu", xs -> xs.get(0).prelu(xs.get(1)), apart(1, 2, 3), tensor(0.2, 1.5, -0.3));
        unary("elu", x -> x.elu(0.7));
        unary("selu", Tensor::selu);
        unary("gelu", Tensor::gelu);
        unary("geluTanh", Tensor::geluTanh);
        unary("swish", x -> x.swish(1.5));
        unary("mish", Tensor::mish);
        unary("softplus", Tensor::softplus);
        unary("normalCdf", Tensor::normalCdf);
        positive("log1p", Tensor::log1p);
        positive("sqrt", Tensor::sqrt);
        positive("log", Tensor::log);
        for (int[] shape : new int[][]{{3}, {2, 3}, {2, 1}, {2, 3, 4}}) {
            add("softmax " + Shape.text(shape), xs -> xs.get(0).softmax(), apart(1, shape));
            add("logSoftmax " + Shape.text(shape), xs -> xs.get(0).logSoftmax(), apart(1, shape));
            for (int axis = -shape.length; axis < shape.length; axis++) {
                int a = axis;
                add("softmax " + Shape.text(shape) + " along " + a, xs -> xs.get(0).softmax(a), apart(1, shape));
                add("logSoftmax " + Shape.text(shape) + " along " + a, xs -> xs.get(0).logSoftmax(a), apart(1, shape));
            }
        }
    }

    private static void products() {
        for (int[][] shapes : PRODUCTS) {
            add("matmul " + Shape.text(shapes[0]) + Shape.text(shapes[1]), xs -> xs.get(0).matmul(xs.get(1)),
                    apart(1, shapes[0]), apart(2, shapes[1]));
        }
        add("matmul with its own transpose", xs -> xs.get(0).matmul(xs.get(0).transpose()), apart(1, 2, 3));
    }

    private static void reductions() {
        for (int[] shape : new int[][]{{}, {4}, {2, 3}, {2, 3, 4}}) {
            reduction("sum", shape, Tensor::sum, (x, axis) -> x.sum(axis), (x, axis) -> x.sum(axis, true));
            reduction("mean", shape, Tensor::mean, (x, axis) -> x.mean(axis), (x, axis) -> x.mean(axis, true));
            reduction("median", shape, Tensor::median, (x, axis) -> x.median(axis), (x, axis) -> x.median(axis, true));
            reduction("max", shape, Tensor::max, (x, axis) -> x.max(axis), (x, axis) -> x.max(axis, true));
            reduction("min", shape, Tensor::min, (x, axis) -> x.min(axis), (x, axis) -> x.min(axis, true));
            for (int axis = -shape.length; axis < shape.length; axis++) {
                int a = axis;
                add("centred of " + Shape.text(shape) + " along " + a, xs -> xs.get(0).centred(a), apart(1, shape));
            }
            reduction("var", shape, Tensor::var, (x, axis) -> x.var(axis), (x, axis) -> x.var(axis, true));
            reduction("prod", shape, Tensor::prod, (x, axis) -> x.prod(axis), (x, axis) -> x.prod(axis, true));
            for (int axis = -shape.length; axis < shape.length; axis++) {
                int a = axis;
                add("cumsum of " + Shape.text(shape) + " along " + a, xs -> xs.get(0).cumsum(a), apart(1, shape));
            }
            reduction("norm", shape, Tensor::norm, (x, axis) -> x.norm(axis), (x, axis) -> x.norm(axis, true));
            reduction("logSumExp", shape, Tensor::logSumExp, (x, axis) -> x.logSumExp(axis),
                    (x, axis) -> x.logSumExp(axis, true));
        }
        for (int[] shape : new int[][]{{4}, {2, 3}, {2, 3, 4}}) {
            reduction("std", shape, Tensor::std, (x, axis) -> x.std(axis), (x, axis) -> x.std(axis, true));
            reduction("unbiasedStd", shape, Tensor::unbiasedStd, (x, axis) -> x.unbiasedStd(axis),
                    (x, axis) -> x.unbiasedStd(axis, true));
            reduction("unbiasedVar", shape, Tensor::unbiasedVar, (x, axis) -> x.unbiasedVar(axis),
                    (x, axis) -> x.unbiasedVar(axis, true));
        }
        for (int zeros = 1; zeros < 4; zeros++) {
            var x = apart(1, 5);
            Arrays.fill(x.data(), 1, 1 + zeros, 0);
            add("prod of " + zeros + " zeros and others", xs -> xs.get(0).prod(), x);
        }
        several("sum", (x, axes) -> x.sum(axes), (x, axes) -> x.sum(axes, true));
        several("prod", (x, axes) -> x.prod(axes), (x, axes) -> x.prod(axes, true));
        several("mean", (x, axes) -> x.mean(axes), (x, axes) -> x.mean(axes, true));
        several("max", (x, axes) -> x.max(axes), (x, axes) -> x.max(axes, true));
        several("min", (x, axes) -> x.min(axes), (x, axes) -> x.min(axes, true));
        several("median", (x, axes) -> x.median(axes), (x, axes) -> x.median(axes, true));
        several("var", (x, axes) -> x.var(axes), (x, axes) -> x.var(axes, true));
        several("unbiasedVar", (x, axes) -> x.unbiasedVar(axes), (x, axes) -> x.unbiasedVar(axes, true));
        several("std", (x, axes) -> x.std(axes), (x, axes) -> x.std(axes, true));
        several("unbiasedStd", (x, axes) -> x.unbiasedStd(axes), (x, axes) -> x.unbiasedStd(axes, true));
        several("norm", (x, axes) -> x.norm(axes), (x, axes) -> x.norm(axes, true));
        several("logSumExp", (x, axes) -> x.logSumExp(axes), (x, axes) -> x.logSumExp(axes, true));
    }

    private static void shapes() {
        unary("reshape", x -> x.reshape(3, -1));
        unary("transpose", x -> x.transpose());
        add("transpose of a stack", xs -> xs.get(0).transpose(), apart(1, 2, 3, 4));
        add("transpose to another order", xs -> xs.get(0).transpose(2, 0, 1), apart(1, 2, 3, 4));
        add("broadcastTo from a row", xs -> xs.get(0).broadcastTo(2, 3), apart(1, 3));
        add("broadcastTo from a column", xs -> xs.get(0).broadcastTo(4, 2, 3), apart(1, 2, 1));
        add("broadcastTo from a scalar", xs -> xs.get(0).broadcastTo(2, 3), apart(1));
        for (int axis = -3; axis < 3; axis++) {
            int a = axis;
            add("slice along " + axis, xs -> xs.get(0).slice(a, 1, 2), apart(1, 2, 3, 4));
        }
        unary("slice, counted from the end", x -> x.slice(1, -3, -1));
        unary("slice to the end", x -> x.slice(1, 1, 3));
        add("rows, some twice", xs -> xs.get(0).rows(2, 0, 2, 2), apart(1, 3, 2));
        add("rows of a stack", xs -> xs.get(0).rows(1, 1), apart(1, 2, 3, 2));
        add("rows of a vector", xs -> xs.get(0).rows(3, 0), apart(1, 4));
        unary("row", x -> x.row(1));
        unary("at", x -> x.at(1, 2));
        add("at of a scalar", xs -> xs.get(0).at(), apart(1));
        for (int axis = -2; axis < 2; axis++) {
            int a = axis;
            add("concat along " + axis, xs -> concat(a, xs.get(0), xs.get(1), xs.get(0)), apart(1, 2, 2), apart(2, 2, 2));
        }
        add("concat of unequal lengths", xs -> concat(1, xs.get(0), xs.get(1)), apart(1, 2, 3, 2), apart(2, 2, 1, 2));
        add("stack", xs -> stack(xs.get(0), xs.get(1), xs.get(0)), apart(1, 2, 2), apart(2, 2, 2));
        for (int axis = -3; axis < 3; axis++) {
            int a = axis;
            add("stack along " + axis, xs -> stack(a, xs.get(0), xs.get(1), xs.get(0)), apart(1, 2, 2), apart(2, 2, 2));
        }
        add("stack of scalars", xs -> stack(xs.get(0), xs.get(1)), apart(1), apart(2));
    }

    private static void layers() {
        for (var activation : new Layer[]{relu(), tanh(), sigmoid(), softmax(), logSoftmax(), identity(), step(),
                leakyRelu(0.1), prelu(3).slopes(0.2, 1.5, -0.3), prelu().slopes(1.7), elu(0.7), selu(), gelu(), geluTanh(),
                swish(1.5), silu(), mish(), softplus()}) {
            layer(activation.name().replace("(", " ("), activation);
        }
        layer("maxout", maxout(3, 2, 3).weights(apart(2, 3, 6), apart(3, 6)));
        layer("dense", dense(3, 2).weights(apart(2, 3, 2), apart(3, 2)));
        layer("dense without bias", dense(3, 2).withoutBias().weights(apart(2, 3, 2)));
        layer("dense standardised", dense(3, 2).standardised().weights(apart(2, 3, 2), apart(3, 2)));
        layer("sequential", sequential(dense(3, 4).weights(apart(2, 3, 4), apart(3, 4)), tanh(),
                dense(4, 2).weights(apart(4, 4, 2), apart(5, 2))));
        layer("residual", residual(dense(3, 3).weights(apart(2, 3, 3), apart(3, 3)), tanh()));
        layer("layerNorm", affine(layerNorm(3)));
        layer("batchNorm while training", affine(batchNorm(3)));
        var inference = affine(batchNorm(3));
        inference.forward(apart(2, 4, 3));
        inference.training(false);
        layer("batchNorm in inference", inference);
        drawn("dropout", () -> dropout(0.4));
        drawn("dropout scaled in inference", () -> dropout(0.4).scaledInInference());
        drawn("gaussianNoise", () -> gaussianNoise(0.5));
        drawn("dropConnect", () -> dropConnect(3, 2, 0.4));
    }

    private static Layer affine(Layer normalisation) {
        normalisation.parameters().forEach(p -> System.arraycopy(apart(p.name().length(), 3).data(), 0, p.data(), 0, 3));
        return normalisation;
    }

    /** A new layer at every call, so that it draws the same. */
    private static void drawn(String name, Supplier<Layer> made) {
        layer(name, x -> made.get().initialize(xavierNormal(), new Rng(1)).forward(x));
    }

    private static void losses() {
        var labels = tensor(2, 0);
        var soft = tensor(new double[][]{{0.2, 0.3, 0.5}, {1, 0, 0}});
        var shares = apart(2, 2, 3).sigmoid();
        var ones = tensor(new double[][]{{0, 1, 1}, {1, 0, 1}});
        for (var reduction : Reduction.values()) {
            loss("crossEntropy with labels, " + reduction, crossEntropy().reduction(reduction), labels);
            loss("crossEntropy with shares, " + reduction, crossEntropy().reduction(reduction), soft);
            loss("crossEntropy smoothed, " + reduction, crossEntropy().labelSmoothing(0.1).reduction(reduction), labels);
            loss("crossEntropy with class weights, " + reduction,
                    crossEntropy().classWeights(1, 2, 3).labelSmoothing(0.1).reduction(reduction), labels);
            loss("binaryCrossEntropy, " + reduction, binaryCrossEntropy().reduction(reduction), ones);
            loss("binaryCrossEntropy with shares, " + reduction, binaryCrossEntropy().labelSmoothing(0.1)
                    .classWeights(2, 3).sumOverLabels().reduction(reduction), shares);
            loss("hinge, " + reduction, hinge().margin(1.05).reduction(reduction), labels);
            loss("hinge squared, " + reduction, hinge().squared().classWeights(1, 2, 3).reduction(reduction), labels);
            loss("binaryHinge, " + reduction, binaryHinge().margin(0.5).classWeights(1, 2).reduction(reduction), ones);
            loss("binaryHinge squared, " + reduction, binaryHinge().squared().reduction(reduction), ones);
            loss("meanSquaredError, " + reduction, meanSquaredError().reduction(reduction), apart(2, 2, 3));
            loss("meanAbsoluteError, " + reduction, meanAbsoluteError().reduction(reduction), apart(2, 2, 3));
            loss("huber, " + reduction, huber().reduction(reduction), apart(2, 2, 3));
            add("crossEntropy from probabilities, " + reduction, xs -> crossEntropy().fromProbabilities()
                    .labelSmoothing(0.1).reduction(reduction).of(xs.get(0), labels), shares);
            add("binaryCrossEntropy from probabilities, " + reduction, xs -> binaryCrossEntropy().fromProbabilities()
                    .classWeights(2, 3).reduction(reduction).of(xs.get(0), ones), shares);
            add("klDivergence, " + reduction, xs -> klDivergence().reduction(reduction).of(xs.get(0), xs.get(1)),
                    shares, apart(3, 2, 3).sigmoid());
            add("klDivergence from logits, " + reduction, xs -> klDivergence().fromLogits().labelSmoothing(0.1)
                    .reduction(reduction).of(xs.get(0), soft), apart(1, 2, 3));
            add("adversarial discriminator, " + reduction, xs -> adversarial().labelSmoothing(0.1).reduction(reduction)
                    .discriminator(xs.get(0), xs.get(1)), apart(1, 2, 3), apart(2, 4));
            add("adversarial generator, " + reduction, xs -> adversarial().reduction(reduction).generator(xs.get(0)),
                    apart(1, 4));
            add("adversarial minimax, " + reduction, xs -> adversarial().reduction(reduction)
                    .minimaxGenerator(xs.get(0)), apart(1, 4));
            add("meanSquaredError with weights, " + reduction, xs -> meanSquaredError().reduction(reduction)
                    .of(xs.get(0), xs.get(1), tensor(0.5, 2)), apart(1, 2, 3), apart(2, 2, 3));
        }
        add("crossEntropy to the target too", xs -> crossEntropy(xs.get(0), xs.get(1).softmax()),
                apart(1, 2, 3), apart(2, 2, 3));
        unary("l2Penalty", x -> l2Penalty(0.3).of(x));
        unary("l1Penalty", x -> l1Penalty(0.3).of(x, x));
        unary("elasticNet", x -> elasticNet(0.3, 0.2).of(x));
        add("binaryCrossEntropy to the target too", xs -> binaryCrossEntropy().classWeights(2, 3).of(xs.get(0), xs.get(1)),
                apart(1, 2, 3), shares);
        add("crossEntropy to weighted shares too", xs -> crossEntropy().classWeights(1, 2, 3).of(xs.get(0), xs.get(1)),
                apart(1, 2, 3), shares);
        add("meanSquaredError to the target too", xs -> meanSquaredError(xs.get(0), xs.get(1)),
                apart(1, 2, 3), apart(2, 2, 3));
    }

    // ---- how its lines are written

    private static void add(String name, Function<List<Tensor>, Tensor> f, Tensor... inputs) {
        ALL.add(new Case(name, f, inputs));
    }

    private static void unary(String name, UnaryOperator<Tensor> f) {
        add(name, xs -> f.apply(xs.get(0)), apart(1, 2, 3));
    }

    private static void positive(String name, UnaryOperator<Tensor> f) {
        add(name, xs -> f.apply(xs.get(0)), apart(1, 2, 3).square().add(0.2));
    }

    private static void binary(String name, BinaryOperator<Tensor> f) {
        for (int[][] shapes : BROADCASTS) {
            add(name + " " + Shape.text(shapes[0]) + Shape.text(shapes[1]), xs -> f.apply(xs.get(0), xs.get(1)),
                    apart(1, shapes[0]), apart(2, shapes[1]));
        }
    }

    private interface AlongAxis {
        Tensor of(Tensor x, int axis);
    }

    private static void reduction(String name, int[] shape, UnaryOperator<Tensor> all, AlongAxis dropped, AlongAxis kept) {
        add(name + " of all of " + Shape.text(shape), xs -> all.apply(xs.get(0)), apart(1, shape));
        for (int axis = -shape.length; axis < shape.length; axis++) {
            int a = axis;
            add(name + " of " + Shape.text(shape) + " along " + a, xs -> dropped.of(xs.get(0), a), apart(1, shape));
            add(name + " of " + Shape.text(shape) + " along " + a + ", kept", xs -> kept.of(xs.get(0), a), apart(1, shape));
        }
    }

    interface AlongAxes {
        Tensor of(Tensor x, int... axes);
    }

    private static void several(String name, AlongAxes dropped, AlongAxes kept) {
        for (int[] axes : new int[][]{{0, 2}, {-1, 0}, {1, 2}, {0, 1, 2}}) {
            String where = " of (2, 3, 4) along " + Shape.text(axes);
            add(name + where, xs -> dropped.of(xs.get(0), axes), apart(1, 2, 3, 4));
            add(name + where + ", kept", xs -> kept.of(xs.get(0), axes), apart(1, 2, 3, 4));
        }
    }

    private static void layer(String name, Layer layer) {
        add(name + " layer", xs -> layer.forward(xs.get(0)), apart(1, 2, 3));
    }

    private static void loss(String name, Loss loss, Tensor target) {
        add(name, xs -> loss.of(xs.get(0), target), apart(1, 2, 3));
    }

    /**
     * Numbers between ±2, in no order, none nearer than 0.01 to 0, to one another, or to those of another {@code which}
     * from 1 to 5.
     */
    static Tensor apart(int which, int... shape) {
        int n = Shape.size(shape);
        int places = Math.max(n, 8);
        int[] order = new Rng(100 + which).permutation(places);
        double[] data = new double[n];
        for (int i = 0; i < n; i++) {
            double size = 0.3 + 1.7 * (order[i] + which / 6.0) / places;
            data[i] = order[i] % 2 == 0 ? size : -size;
        }
        return Tensor.of(data, shape);
    }
}
