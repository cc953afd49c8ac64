package gradus.tensor;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Compares derivatives found by the chain rule with differences of function values.
 *
 * <p>For every element x of every input, the central difference (f(x + h) − f(x − h)) / 2h is within O(h²) of the
 * derivative, plus rounding of the order ε/h. A function whose result is not one number is checked through a fixed
 * weighted sum of its elements, so that errors in different elements do not cancel; a report then says so beside the
 * name, for both of its derivatives are of that sum.
 *
 * <pre>{@code
 * var report = GradCheck.of("square", x -> x.get(0).square(), tensor(1, -2, 3));
 * report.passed()        // → true
 * }</pre>
 *
 * <p>How to read the relative error |a − n| / max(|a|, |n|, 10⁻⁴) in double precision: 10⁻⁷ or less is right, above 10⁻⁴
 * something is wrong unless the function has a kink nearby, above 10⁻² it is wrong (CS231n, neural networks 3).
 */
public final class GradCheck {

    /** Step of the difference: near the cube root of the rounding error, where both parts of the error are small. */
    public static final double STEP = 1e-5;

    /** Up to this relative error a derivative counts as right. */
    public static final double TOLERANCE = 1e-6;

    /** Relative errors are taken against no less than this, so that rounding at a zero derivative is not blown up. */
    private static final double FLOOR = 1e-4;

    private GradCheck() { }

    /**
     * The worst element of a check.
     *
     * @param argument which input, from 0
     * @param index its index in that input
     * @param analytic the derivative by the chain rule
     * @param numeric the central difference
     * @param relativeError |a − n| / max(|a|, |n|, 10⁻⁴)
     * @param kink whether the check failed where the slopes to the left and to the right differ as at a kink
     */
    public record Report(String operation, int argument, int[] index, double analytic, double numeric,
                         double relativeError, boolean kink) {

        /** Whether the worst relative error is within the tolerance of 10⁻⁶. */
        public boolean passed() { return relativeError <= TOLERANCE; }

        @Override
        public String toString() {
            return operation + ": largest relative error " + Numbers.text(relativeError, 3) + " at argument " + argument
                    + ", index " + Shape.text(index) + ": analytic " + Numbers.text(analytic, 10)
                    + ", numeric " + Numbers.text(numeric, 10)
                    + (passed() ? "" : kink ? "; the function has a kink there, move the point away from it"
                    : "; the derivative is wrong, or the function is not smooth there");
        }
    }

    /** Checks the gradient of f at the given inputs; f gets copies of them, as parameters. */
    public static Report of(String operation, Function<List<Tensor>, Tensor> f, Tensor... inputs) {
        return check(operation, f, Arrays.stream(inputs).map(Tensor::parameter).toList());
    }

    /**
     * Checks the gradients of a computation with respect to parameters that it uses, such as those of a network; they
     * keep their values and gradients.
     *
     * <pre>{@code
     * var net = sequential(dense(3, 4), tanh(), dense(4, 2)).initialize(xavierNormal(), new Rng(1));
     * var x = randn(new Rng(2), 5, 3);
     * GradCheck.of("net", () -> net.forward(x), net.parameters()).passed()      // → true
     * }</pre>
     */
    public static Report of(String computation, Supplier<Tensor> f, List<Tensor> parameters) {
        var before = parameters.stream().map(Tensor::grad).toList();
        parameters.forEach(Tensor::zeroGrad);
        try {
            return check(computation, none -> f.get(), parameters);
        } finally {
            for (int i = 0; i < before.size(); i++) {
                parameters.get(i).setGrad(before.get(i));
            }
        }
    }

    private static Report check(String operation, Function<List<Tensor>, Tensor> f, List<Tensor> xs) {
        var result = f.apply(xs);
        var y = weighted(result);
        if (y.requiresGrad()) {                              // else f is constant, and every derivative 0
            y.backward();
        }
        var gradients = xs.stream().map(x -> x.grad() == null ? x.like(new double[x.size()]) : x.grad()).toList();
        return worst(result.size() == 1 ? operation : operation + " (weighted sum of its " + result.size() + " results)",
                f, xs, gradients);
    }

    /**
     * Checks second derivatives: the gradient of a weighted sum of the first derivatives, as grad(y, x) records them.
     */
    public static Report second(String operation, Function<List<Tensor>, Tensor> f, Tensor... inputs) {
        return of(operation + ", second derivative", xs -> {
            var total = Tensors.scalar(0);
            for (var gradient : Autodiff.grad(weighted(f.apply(xs)), xs)) {
                total = total.add(weights(gradient).mul(gradient).sum());
            }
            return total;
        }, inputs);
    }

    private static Report worst(String operation, Function<List<Tensor>, Tensor> f, List<Tensor> xs,
                                List<Tensor> gradients) {
        var worst = new Report(operation, 0, new int[0], 0, 0, 0, false);
        for (int argument = 0; argument < xs.size(); argument++) {
            var x = xs.get(argument);
            for (int i = 0; i < x.size() && !Double.isNaN(worst.relativeError); i++) {
                double a = gradients.get(argument).data()[i];
                double n = (moved(f, xs, x, i, STEP) - moved(f, xs, x, i, -STEP)) / (2 * STEP);
                double error = a == n ? 0 : Math.abs(a - n) / Math.max(FLOOR, Math.max(Math.abs(a), Math.abs(n)));
                if (!(error <= worst.relativeError)) {       // so that NaN counts as worst
                    boolean kink = !(error <= TOLERANCE) && kink(f, xs, x, i);
                    worst = new Report(operation, argument, index(x, i), a, n, error, kink);
                }
            }
        }
        return worst;
    }

    /**
     * Whether the slope jumps near x: at a kink the slopes to the left and to the right differ by as much from ten times
     * as far; those of a smooth function differ by ten times as much.
     */
    private static boolean kink(Function<List<Tensor>, Tensor> f, List<Tensor> xs, Tensor x, int i) {
        double here = moved(f, xs, x, i, 0);
        double right = (moved(f, xs, x, i, STEP) - here) / STEP;
        double left = (here - moved(f, xs, x, i, -STEP)) / STEP;
        double far = (moved(f, xs, x, i, 10 * STEP) - 2 * here + moved(f, xs, x, i, -10 * STEP)) / (10 * STEP);
        double jump = Math.abs(right - left);
        return jump > 0.01 * Math.max(Math.abs(right), Math.abs(left)) && Math.abs(far) < 3 * jump;
    }

    /** The function's value with one element moved a step. */
    private static double moved(Function<List<Tensor>, Tensor> f, List<Tensor> xs, Tensor x, int i, double step) {
        double value = x.data()[i];
        x.data()[i] = value + step;
        double result = weighted(f.apply(xs)).item();
        x.data()[i] = value;
        return result;
    }

    private static Tensor weighted(Tensor y) { return y.size() == 1 ? y.reshape() : y.mul(weights(y)).sum(); }

    /** Fixed weights of no pattern, between ½ and 1½. */
    private static Tensor weights(Tensor like) { return Tensors.rand(new Rng(like.size()), like.shape()).add(0.5); }

    private static int[] index(Tensor x, int position) {
        int[] index = new int[x.rank()];
        for (int axis = index.length - 1; axis >= 0; axis--) {
            index[axis] = position % x.size(axis);
            position /= x.size(axis);
        }
        return index;
    }
}
