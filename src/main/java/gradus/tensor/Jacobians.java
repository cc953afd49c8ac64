package gradus.tensor;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The Jacobian, the table of all ∂y_i/∂x_j; and the Hessian, which is the Jacobian of a gradient, times a vector.
 *
 * <p>Training needs neither. Both are made of the derivatives that {@link Autodiff#grad(Tensor, Tensor)} gives, and are
 * recorded as those are.
 */
public final class Jacobians {

    private Jacobians() { }

    /**
     * All derivatives of f at x: element (i, j) is ∂f_i/∂x_j, where i runs over the shape of f(x) and j over that of x.
     *
     * <p>Its shape is that of f(x) followed by that of x: for a layer from D to H numbers and a batch of B it has
     * B·H·B·D elements, most of them 0. Each element of f(x) takes a walk of its own. Training needs none of this:
     * {@link Tensor#backward(Tensor)} gives the product of a vector with the Jacobian in one walk. The result is recorded;
     * jacobian(p -> grad(f(p), p), x) is the Hessian of a scalar f.
     *
     * <pre>{@code
     * jacobian(x -> x.square(), tensor(1, 2))
     * // → (2, 2) [[2, 0],
     * //           [0, 4]]
     * }</pre>
     */
    public static Tensor jacobian(UnaryOperator<Tensor> f, Tensor x) {
        var at = x.requiresGrad() ? x : Tensor.parameter(x);
        return Autodiff.withRecording(true, () -> jacobians(f.apply(at), List.of(at)).get(0));
    }

    /**
     * All derivatives of y by several tensors, such as a network's parameters, in their order; 0 by parameters that it does
     * not depend on.
     *
     * <pre>{@code
     * var layer = dense(2, 3).weights(zeros(2, 3), zeros(3));
     * jacobian(layer.forward(ones(2)), layer.parameters()).get(1)
     * // → (3, 3) [[1, 0, 0],
     * //           [0, 1, 0],
     * //           [0, 0, 1]]
     * }</pre>
     *
     * @throws IllegalArgumentException if one is no parameter: y keeps no record of it, whether it depends on it or not
     */
    public static List<Tensor> jacobian(Tensor y, List<Tensor> xs) {
        for (int i = 0; i < xs.size(); i++) {
            if (!xs.get(i).requiresGrad()) {
                throw new IllegalArgumentException("jacobian(y, xs): x number " + (i + 1) + " of shape " + xs.get(i).shapeText()
                        + " is no parameter, y keeps no record of it; make it one, parameter(x), before y is computed");
            }
        }
        return Autodiff.withRecording(true, () -> jacobians(y, xs));
    }

    private static List<Tensor> jacobians(Tensor y, List<Tensor> xs) {
        var elements = y.reshape(y.size());
        var rows = new Tensor[xs.size()][y.size()];
        for (int i = 0; i < y.size(); i++) {
            var gradients = y.requiresGrad() ? Autodiff.derivatives(elements.slice(0, i, i + 1), xs) : Map.<Tensor, Tensor>of();
            for (int j = 0; j < rows.length; j++) {
                var gradient = gradients.get(xs.get(j));
                rows[j][i] = gradient == null ? Tensors.zeros(xs.get(j).shape()) : gradient;
            }
        }
        return IntStream.range(0, rows.length).mapToObj(j -> {
            int[] shape = Arrays.copyOf(y.shape(), y.rank() + xs.get(j).rank());
            System.arraycopy(xs.get(j).shape(), 0, shape, y.rank(), xs.get(j).rank());
            return y.size() == 0 ? Tensors.zeros(shape) : Tensors.stack(rows[j]).reshape(shape);
        }).toList();
    }

    /**
     * The Hessian of a scalar y at x times a vector v, without the Hessian: the gradient of (∂y/∂x)·v, recorded.
     *
     * <p>It costs about as much as two gradients, where the Hessian of n numbers would cost n (Pearlmutter 1994).
     *
     * <pre>{@code
     * var x = parameter(tensor(1, 2));
     * var y = x.pow(3).sum();                            // its Hessian is diagonal: 6x
     * hessianVectorProduct(y, x, tensor(1, 10))          // → [6, 120]
     * }</pre>
     *
     * @throws IllegalArgumentException if v has another shape than x
     * @throws IllegalStateException if y is not a single number or does not depend on x
     */
    public static Tensor hessianVectorProduct(Tensor y, Tensor x, Tensor v) {
        return hessianVectorProduct(y, List.of(x), List.of(v)).get(0);
    }

    /**
     * The same for several tensors, such as a network's parameters, taken together as one long x, with as many v.
     *
     * <pre>{@code
     * var a = parameter(2.0);
     * var b = parameter(3.0);
     * var y = a.square().mul(b);                         // its Hessian is [[2b, 2a], [2a, 0]] = [[6, 4], [4, 0]]
     * hessianVectorProduct(y, List.of(a, b), List.of(scalar(1), scalar(10)))     // → [46, 4]
     * }</pre>
     */
    public static List<Tensor> hessianVectorProduct(Tensor y, List<Tensor> xs, List<Tensor> vs) {
        if (!xs.stream().map(Tensor::shapeText).toList().equals(vs.stream().map(Tensor::shapeText).toList())) {
            throw new IllegalArgumentException("hessianVectorProduct: x is " + shapes(xs) + ", v is " + shapes(vs)
                    + "; they must be equal");
        }
        return Autodiff.grad(Autodiff.withRecording(true, () -> {
            var gradients = Autodiff.grad(y, xs);
            return IntStream.range(0, vs.size()).mapToObj(i -> gradients.get(i).mul(vs.get(i).detach()).sum())
                    .reduce(Tensor::add).orElseThrow(() -> new IllegalArgumentException("hessianVectorProduct: no x given"));
        }), xs);
    }

    private static String shapes(List<Tensor> tensors) {
        return tensors.stream().map(Tensor::shapeText).collect(Collectors.joining(", "));
    }
}
