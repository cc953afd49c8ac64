package gradus.train;

import static gradus.init.Initializers.heNormal;
import static gradus.loss.Losses.crossEntropy;
import static gradus.loss.Losses.l2Penalty;
import static gradus.metrics.Metrics.accuracy;
import static gradus.metrics.Metrics.binaryAccuracy;
import static gradus.nn.Layers.dense;
import static gradus.nn.Layers.dropout;
import static gradus.nn.Layers.relu;
import static gradus.nn.Layers.sequential;
import static gradus.optim.Optimizers.sgd;
import static gradus.optim.Schedules.constantRate;
import static gradus.train.Training.fit;
import static gradus.train.Training.stopBelow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.data.Augmentation;
import gradus.data.Augmentations;
import gradus.data.Csv;
import gradus.data.CsvOptions;
import gradus.data.Dataset;
import gradus.ensemble.Averaging;
import gradus.init.Initializer;
import gradus.init.Initializers;
import gradus.linalg.LinearAlgebra;
import gradus.loss.Adversarial;
import gradus.loss.Loss;
import gradus.loss.Losses;
import gradus.loss.MaxNorm;
import gradus.loss.Penalty;
import gradus.loss.Reduction;
import gradus.metrics.ConfusionMatrix;
import gradus.metrics.Metric;
import gradus.metrics.Metrics;
import gradus.nn.Layer;
import gradus.nn.Layers;
import gradus.optim.Optimizers;
import gradus.optim.ParameterGroup;
import gradus.optim.ReduceOnPlateau;
import gradus.optim.Schedule;
import gradus.optim.Schedules;
import gradus.optim.UpdateRule;
import gradus.search.Space;
import gradus.search.Spaces;
import gradus.tensor.Rng;
import gradus.tensor.Tensor;
import gradus.tensor.Tensors;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * All recipes, found by reflection, with all their options: two that differ read differently. A new factory or option is
 * tried without being named here; one whose arguments are of a new kind fails until they are.
 */
class RecipesTest {

    private static final List<Class<?>> FACTORIES = List.of(Losses.class, Optimizers.class, Schedules.class,
            Initializers.class, LinearAlgebra.class, Metrics.class, Layers.class, Augmentations.class, Training.class,
            Averaging.class, Spaces.class, Csv.class);
    private static final List<Class<?>> KINDS = List.of(Loss.class, Adversarial.class, Penalty.class, MaxNorm.class,
            UpdateRule.class, ParameterGroup.class, Schedule.class, ReduceOnPlateau.class, Initializer.class, Metric.class,
            Layer.class, Augmentation.class, Stopping.class, Callback.class, Space.class, CsvOptions.class);
    /** What is done with a recipe, and what gives a layer values: no options. */
    private static final Set<String> NO_OPTIONS = Set.of("of", "weights", "slopes", "initialize", "named",
            "ensemble", "bagging");
    /** Options of which the last one holds. */
    private static final List<Set<String>> INSTEAD = List.of(Set.of("momentum", "nesterov"), Set.of("lowest", "highest"),
            Set.of("micro", "ofClass"), Set.of("header", "noHeader"), Set.of("weightDecay", "decoupledWeightDecay"));
    private static final double ULP = Math.ulp(0.5);

    /** A recipe with the calls that make it. */
    private record Made(String calls, Callable<Object> maker) {

        Object make() {
            try {
                return maker.call();
            } catch (ReflectiveOperationException e) {
                throw new AssertionError(calls + ": " + e.getCause(), e);
            } catch (Exception e) {
                throw new AssertionError(calls, e);
            }
        }

        String words() {
            return RecipesTest.words(make());
        }
    }

    private static String words(Object recipe) {
        return recipe instanceof ConfusionMatrix ? recipe.toString() : recipe instanceof Layer layer ? layer.description()
                : recipe instanceof Metric metric ? metric.name() : recipe instanceof Callback callback ? callback.name()
                : recipe.toString();
    }

    private static boolean isRecipe(Class<?> type) {
        return KINDS.stream().anyMatch(kind -> kind.isAssignableFrom(type));
    }

    private static boolean takesData(Method method) {
        return Arrays.stream(method.getParameterTypes()).anyMatch(type -> type == Tensor.class || type == Tensor[].class
                || type == Dataset.class);
    }

    /** A value for a place in a call, and another one that differs as little as it can. */
    private static Object[] values(Class<?> type, int place, String call) {
        double number = 0.3 + place / 10.0;
        if (type == double.class) return new Object[]{number, number + ULP};
        if (type == int.class) return new Object[]{3 + 10 * place, 4 + 10 * place};
        if (type == boolean.class) return new Object[]{true, false};
        if (type == char.class) return new Object[]{';', '\t'};
        if (type == String.class) return new Object[]{"a", "b"};
        if (type == String[].class) return new Object[]{new String[]{"a", "b"}, new String[]{"a", "c"}};
        if (type == double[].class) return new Object[]{new double[]{0.3, 0.4}, new double[]{0.3, 0.4 + ULP}};
        if (type == int[].class) return new Object[]{new int[]{3, 7}, new int[]{3, 8}};
        if (type == List.class && call.equals("group")) {
            var one = Tensor.parameter(Tensors.ones(1));
            return new Object[]{List.of(one), List.of(one, Tensor.parameter(Tensors.ones(1)))};
        }
        if (type == List.class) return new Object[]{List.of("a", "b"), List.of("a", "c")};
        if (type == Object[].class) return new Object[]{new Object[]{0.1, 0.2}, new Object[]{0.1, 0.2 + ULP}};
        if (type == Layer[].class) return new Object[]{new Layer[]{dropout(0.3)}, new Layer[]{dropout(0.3 + ULP)}};
        if (type == Loss.class) return new Object[]{crossEntropy(), crossEntropy().labelSmoothing(0.1)};
        if (type == Schedule.class) return new Object[]{constantRate(0.3), constantRate(0.3 + ULP)};
        if (type == Reduction.class) return new Object[]{Reduction.SUM, Reduction.NONE};
        if (type == UpdateRule.class) return new Object[]{sgd(0.3), sgd(0.3 + ULP)};
        if (type == Augmentation.class) {
            return new Object[]{Augmentations.randomNoise(0.3), Augmentations.randomNoise(0.3 + ULP)};
        }
        throw new AssertionError(call + " takes a " + type + ": add values of this kind to RecipesTest");
    }

    /** The arguments of a call, then all with one of them changed a little. */
    private static List<Object[]> arguments(Class<?>[] types, String call) {
        var all = new ArrayList<Object[]>();
        Object[] first = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
            first[i] = values(types[i], i, call)[0];
        }
        all.add(first);
        for (int i = 0; i < types.length; i++) {
            Object[] changed = first.clone();
            changed[i] = values(types[i], i, call)[1];
            all.add(changed);
        }
        return all;
    }

    private static String text(Object[] arguments) {
        return Arrays.deepToString(arguments);
    }

    private static List<Made> calls(Method method, Made on) {
        var all = new ArrayList<Made>();
        for (Object[] given : arguments(method.getParameterTypes(), method.getName())) {
            all.add(new Made((on == null ? "" : on.calls + ".") + method.getName() + text(given),
                    () -> method.invoke(on == null ? null : on.make(), given)));
        }
        return all;
    }

    /** For every factory method the recipe that it makes, and others with one argument changed. */
    private static List<List<Made>> recipes() {
        var all = new ArrayList<List<Made>>();
        for (var factory : FACTORIES) {
            for (var method : factory.getMethods()) {
                if (Modifier.isStatic(method.getModifiers()) && isRecipe(method.getReturnType()) && !takesData(method)
                        && !NO_OPTIONS.contains(method.getName())) {
                    all.add(calls(method, null));
                }
            }
        }
        return all;
    }

    private static boolean isComponent(Class<?> type, Method method) {
        return type.isRecord() && Stream.of(type.getRecordComponents()).anyMatch(part -> part.getAccessor().equals(method));
    }

    private static List<Method> options(Object recipe) {
        Class<?> visible = recipe.getClass();
        var found = new ArrayList<Method>();
        for (var method : visible.getMethods()) {
            if (Modifier.isStatic(method.getModifiers()) || method.isBridge() && Stream.of(visible.getMethods()).anyMatch(
                    other -> !other.isBridge() && other.getName().equals(method.getName())
                            && Arrays.equals(other.getParameterTypes(), method.getParameterTypes()))
                    || isComponent(visible, method) || !isRecipe(method.getReturnType()) || takesData(method) || NO_OPTIONS.contains(method.getName())
                    || recipe instanceof Space && method.getName().equals("points") && words(recipe).contains("choiceOf")) {
                continue;
            }
            method.setAccessible(true);                       // of a class that is not public
            found.add(method);
        }
        return found;
    }

    private static void differ(Made one, Made other, Set<String> same) {
        if (one.words().equals(other.words())) {
            same.add(one.calls + " and " + other.calls + " are both " + one.words());
        }
    }

    @Test
    void twoRecipesThatDifferInAnArgumentReadDifferently() {
        var same = new TreeSet<String>();
        var all = recipes();
        assertTrue(all.size() > 85, "found " + all.size());
        for (var made : all) {
            made.subList(1, made.size()).forEach(other -> differ(made.get(0), other, same));
            assertFalse(made.get(0).words().matches("(?s).*(Lambda|@[0-9a-f]{3,}|\\$).*"), made.get(0).words());
        }
        assertEquals(Set.of(), same);
    }

    @Test
    void twoRecipesThatDifferInAnOptionReadDifferently() {
        var same = new TreeSet<String>();
        var names = new TreeSet<String>();
        for (var recipe : recipes()) {
            var base = recipe.get(0);
            for (var option : options(base.make())) {
                if (isOtherDecay(option, base)) {
                    continue;                                 // refused: see UpdateRulesTest
                }
                names.add(option.getDeclaringClass().getSimpleName() + "." + option.getName());
                var with = calls(option, base);
                differ(base, with.get(onOff(option) ? 1 : 0), same);
                with.subList(1, with.size()).forEach(other -> differ(with.get(0), other, same));
                // and in front of any other option
                for (var next : options(with.get(0).make())) {
                    if (next.getName().equals(option.getName()) || isOtherDecay(next, base) || INSTEAD.stream().anyMatch(
                            set -> set.contains(option.getName()) && set.contains(next.getName()))) {
                        continue;
                    }
                    var after = with.stream().map(made -> calls(next, made).get(0)).toList();
                    after.subList(1, after.size()).forEach(other -> differ(after.get(0), other, same));
                    if (!onOff(next)) {
                        differ(after.get(0), with.get(0), same);
                    }
                }
            }
        }
        assertEquals(Set.of(), same);
        assertTrue(names.size() >= 30, names.toString());
        assertTrue(names.containsAll(Set.of("EntropyLoss.labelSmoothing", "ClassLoss.classWeights", "WeightedLoss.reduction",
                "MarginLoss.margin", "MarginLoss.squared", "Penalty.withBiases", "Adam.biasCorrection", "Sgd.nesterov",
                "RmsProp.epsilonInside", "RmsProp.centred", "RmsProp.momentum", "ReduceOnPlateau.threshold",
                "ReduceOnPlateau.cooldown", "Dropout.scaledInInference", "Dense.standardised", "BinaryAccuracy.threshold",
                "EarlyStopping.minDelta", "CsvOptions.noHeader")), names.toString());
    }

    /** Whether a rule with decoupled weight decay is asked for the other kind. */
    private static boolean isOtherDecay(Method option, Made rule) {
        return option.getName().equals("weightDecay") && rule.words().contains("decoupledWeightDecay");
    }

    private static boolean onOff(Method option) {
        return option.getParameterCount() == 1 && option.getParameterTypes()[0] == boolean.class;
    }

    /** The rules are records, which can be made without a factory. */
    @Test
    void twoRulesThatDifferInAComponentReadDifferently() throws ReflectiveOperationException {
        var rules = List.of("Sgd", "AdaGrad", "RmsProp", "Adam", "WeightDecay");
        var same = new TreeSet<String>();
        for (var name : rules) {
            var type = Class.forName("gradus.optim." + name);
            var maker = type.getConstructors()[0];
            var made = arguments(maker.getParameterTypes(), name).stream()
                    .map(given -> new Made("new " + name + text(given), () -> maker.newInstance(given))).toList();
            made.subList(1, made.size()).forEach(other -> differ(made.get(0), other, same));
        }
        assertEquals(Set.of(), same);
    }

    @Test
    void numbersAreExactAndNoLongerThanThat() {
        assertEquals("adam(0.001)", "" + Optimizers.adam(0.001));
        assertEquals("adam(0.1)", "" + Optimizers.adam(0.10000000000000001));
        assertEquals("adam(0.1, 0.9, 0.999, 1.0000001e-8)", "" + Optimizers.adam(0.1, 0.9, 0.999, 1.0000001e-8));
        assertEquals("normalInit(0.1)", "" + Initializers.normalInit(.1));
        assertEquals("heNormal().gain(2).bias(0.01)", "" + heNormal().gain(2).bias(0.01));
        assertEquals("binary accuracy at 0.9", binaryAccuracy().threshold(0.9).name());
        assertEquals("elasticNet(0, 0.1)", "" + Losses.elasticNet(0, 0.1));
        assertEquals("warmUp(2, a custom schedule)", "" + Schedules.warmUp(2, t -> 0.1));
        assertEquals("randomFlip(), a custom augmentation", "" + Augmentations.randomFlip().then((rng, batch) -> batch));
        assertEquals("a custom initializer.bias(1)", "" + ((Initializer) (rng, in, out) -> Tensors.ones(in, out)).bias(1));
        assertEquals("crossEntropy().labelSmoothing(0.1)", Training.metric(crossEntropy().labelSmoothing(0.1)).name());
    }

    private static final Dataset DATA = Dataset.of(Tensors.randn(new Rng(1), 20, 2),
            Tensors.rand(new Rng(2), 20).atLeast(0.5));

    private static Fit training() {
        return fit(sequential(dense(2, 2), dropout(0.1), relu()), DATA).loss(crossEntropy()).optimizer(sgd(0.1));
    }

    /** Everything that fit is told is one of its settings, but what has no part in the numbers. */
    @Test
    void everyOptionOfFitIsASettingOrHasNoPartInTheNumbers() throws ReflectiveOperationException {
        Map<Class<?>, Object> values = Map.ofEntries(Map.entry(Loss.class, crossEntropy().classWeights(1, 2)),
                Map.entry(UpdateRule.class, sgd(0.1).momentum(0.5)), Map.entry(Schedule.class, constantRate(0.2)),
                Map.entry(Metric.class, accuracy()), Map.entry(String.class, "a name"),
                Map.entry(Penalty.class, l2Penalty(0.1)), Map.entry(double.class, 0.5), Map.entry(int.class, 7),
                Map.entry(Augmentation.class, Augmentations.randomNoise(0.1)), Map.entry(Dataset.class, DATA.take(5)),
                Map.entry(Stopping.class, stopBelow("loss", 0.1)), Map.entry(Callback.class, Averaging.exponentialAverage(0.5)),
                Map.entry(Progress.class, Progress.SILENT), Map.entry(Tensor.class, Tensors.rand(new Rng(3), 20)));
        var none = new TreeSet<String>();
        for (var option : Fit.class.getMethods()) {
            if (option.getReturnType() == Fit.class && !Modifier.isStatic(option.getModifiers())) {
                var changed = training();
                option.invoke(changed, Stream.of(option.getParameterTypes()).map(values::get).toArray());
                if (changed.settings().described().equals(training().settings().described())) {
                    none.add(option.getName());
                }
            }
        }
        assertEquals(Set.of("epochs", "checkpoint", "statistics", "progress"), none);
        assertNotEquals(training().settings().text(), training().epochs(3).settings().text());
    }

    @Test
    void theSettingsTellTheNetworkAndItsOptions() {
        assertEquals("20 examples, batches of 32, 10 epochs, crossEntropy, sgd(0.1), sequential(dense(2 → 2), dropout(0.1), relu)",
                training().settings().text());
        assertEquals("20 examples, batches of 32, 1 epoch, crossEntropy().classWeights(1, 2), sgd(0.1), exponentialAverage(0.5),"
                + " a custom callback, accuracy, \"sure\" binary accuracy at 0.9, sequential(dense(2 → 2), dropout(0.1), relu)",
                training().epochs(1).loss(crossEntropy().classWeights(1, 2)).metric(accuracy())
                .metric("sure", binaryAccuracy().threshold(0.9)).callback(Averaging.exponentialAverage(0.5))
                .callback((epoch, history, net) -> { }).settings().text());
    }
}
