package gradus.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Every line of {@link GradientCases} with one input that is one longer along its first or its last axis.
 *
 * <p>Either that is a shape the operation takes, or the error names the operation, that shape, and, where there are two
 * inputs, the other one.
 */
class ShapeErrorsTest {

    /** Operations, layers and losses for which some shapes do not fit; all others take any. */
    private static final Set<String> REFUSE = Set.of("add", "sub", "mul", "div", "maximum", "minimum", "pow", "where", "prelu",
            "matmul", "reshape", "broadcastTo", "concat", "stack", "dense", "maxout", "sequential", "residual", "layerNorm",
            "batchNorm", "dropConnect", "crossEntropy", "binaryCrossEntropy", "klDivergence", "hinge", "binaryHinge",
            "meanSquaredError", "meanAbsoluteError", "huber");

    /** Whose error it is, where a layer hands its input on to others. */
    private static final Set<String> OF_ANOTHER = Set.of("sequential", "residual");

    @Test
    void whatDoesNotFitIsNamed() {
        var refused = new TreeSet<String>();
        for (var c : GradientCases.all()) {
            for (int i = 0; i < c.inputs().length; i++) {
                for (int axis : c.inputs()[i].rank() == 0 ? new int[0] : new int[]{0, c.inputs()[i].rank() - 1}) {
                    var inputs = new ArrayList<>(List.of(c.inputs()));
                    int[] shape = inputs.get(i).shape();
                    shape[axis]++;
                    inputs.set(i, longer(inputs.get(i), shape));
                    if (refuses(c, inputs, i)) {
                        refused.add(c.method().replace(",", ""));
                    }
                }
            }
        }
        assertEquals(new TreeSet<>(REFUSE), refused);
    }

    private static boolean refuses(GradientCases.Case c, List<Tensor> inputs, int changed) {
        var name = c.method().replace(",", "");
        try {
            c.f().apply(inputs);
            return false;
        } catch (IllegalArgumentException e) {
            var message = e.getMessage();
            assertTrue(OF_ANOTHER.contains(name) || message.startsWith(name + ":") || message.startsWith(name + "(")
                    || message.startsWith(name + " of"), c + " says: " + message);
            for (var input : inputs) {
                // class weights are counted, they have no shape of their own
                assertTrue(message.contains(input.shapeText()) || message.contains("class weights given"), c + " should name " + input.shapeText() + ", says: " + message);
            }
            return true;
        } catch (RuntimeException e) {
            return fail(c + " with input " + changed + " of shape " + inputs.get(changed).shapeText(), e);
        }
    }

    /** Values inside the range of the old ones, so that nothing but the shape is wrong. */
    private static Tensor longer(Tensor x, int... shape) {
        double[] data = Arrays.copyOf(x.data(), Shape.size(shape));
        Arrays.fill(data, x.size(), data.length, x.data()[0]);
        return Tensor.of(data, shape);
    }
}
