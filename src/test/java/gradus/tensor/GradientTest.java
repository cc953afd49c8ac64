package gradus.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.loss.Losses;
import gradus.nn.Layers;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All operations, layers and losses of {@link GradientCases} against differences of their values. */
@Tag("kernels")
class GradientTest {

    /** Steps and choices, constant almost everywhere, and a limit that changes weights in place: no derivative to check. */
    private static final Set<String> WITHOUT_DERIVATIVE = Set.of("greaterThan", "lessThan", "atLeast", "atMost", "equalTo", "sign",
            "map", "argmax", "argmin", "maxNorm");

    static List<GradientCases.Case> cases() {
        return GradientCases.all();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theGradientIsTheSlope(GradientCases.Case c) {
        var report = GradCheck.of(c.name(), c.f(), c.inputs());
        assertTrue(report.passed(), report::toString);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theGradientOfTheGradientIsTheCurvature(GradientCases.Case c) {
        var report = GradCheck.second(c.name(), c.f(), c.inputs());
        assertTrue(report.passed(), report::toString);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void inputsStayAsTheyAreAndTheRecordChangesNoValue(GradientCases.Case c) {
        var before = Arrays.stream(c.inputs()).map(Tensor::toArray).toList();
        var plain = Autodiff.noGrad(() -> c.f().apply(List.of(c.inputs())));
        var recorded = c.f().apply(Arrays.stream(c.inputs()).map(Tensor::parameter).toList());
        assertFalse(plain.requiresGrad(), "recorded under noGrad");
        assertTrue(recorded.requiresGrad(), "not recorded");
        assertArrayEquals(plain.shape(), recorded.shape());
        assertArrayEquals(plain.data(), recorded.data());
        for (int i = 0; i < before.size(); i++) {
            assertArrayEquals(before.get(i), c.inputs()[i].data(), "input " + i);
        }
    }

    @Test
    void everyOperationLayerAndLossIsInTheTable() {
        var missing = new TreeSet<String>();
        for (Method method : TensorOperations.class.getDeclaredMethods()) {
            if (Modifier.isPublic(method.getModifiers()) && method.getReturnType() == Tensor.class) {
                missing.add(method.getName());
            }
        }
        for (Class<?> factories : List.of(Layers.class, Losses.class)) {
            for (Method method : factories.getDeclaredMethods()) {
                if (Modifier.isPublic(method.getModifiers())) {
                    missing.add(method.getName());
                }
            }
        }
        missing.addAll(List.of("concat", "stack", "where"));
        for (var c : cases()) {
            missing.remove(c.method().replace(",", ""));
        }
        missing.removeAll(WITHOUT_DERIVATIVE);
        assertEquals(Set.of(), missing, "without a line in GradientCases");
    }
}
