package gradus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.check.Checks;
import gradus.data.Augmentations;
import gradus.data.Generators;
import gradus.ensemble.Averaging;
import gradus.init.Initializers;
import gradus.lesson.Lesson;
import gradus.linalg.LinearAlgebra;
import gradus.loss.Losses;
import gradus.metrics.Metrics;
import gradus.nn.Layers;
import gradus.optim.Clipping;
import gradus.optim.Optimizers;
import gradus.optim.Schedules;
import gradus.search.Search;
import gradus.search.Spaces;
import gradus.tensor.Autodiff;
import gradus.tensor.Jacobians;
import gradus.tensor.TensorOperations;
import gradus.train.Training;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of features names what there is, and nothing else. */
class FeaturesTest {

    /** Everything that these classes offer stands in the table. */
    private static final List<Class<?>> LISTED = List.of(Layers.class, Initializers.class, Losses.class, Metrics.class,
            Optimizers.class, Schedules.class, Clipping.class, LinearAlgebra.class, Generators.class, Augmentations.class, Training.class, Averaging.class, Spaces.class, Search.class,
            Autodiff.class, Jacobians.class, Lesson.class, Checks.class);
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");
    private static final Pattern DECLARED = Pattern.compile("\\b(\\w+)\\(|(?:class|record) (\\w+)");

    /** The rows of all tables but that of the conventions, cut into cells. */
    private static List<String[]> rows() throws IOException {
        String text = Files.readString(Path.of("docs/FEATURES.md"));
        return text.substring(text.indexOf("## Tensors")).lines().filter(line -> line.startsWith("| "))
                .map(line -> line.substring(1, line.length() - 1).split("\\|", -1))
                .filter(cells -> !cells[0].strip().equals("feature")).toList();
    }

    private static Set<String> quoted(int column) throws IOException {
        Set<String> names = new TreeSet<>();
        for (String[] cells : rows()) {
            Matcher name = QUOTED.matcher(cells[column]);
            while (name.find()) names.add(name.group(1));
        }
        return names;
    }

    @Test
    void everyRowIsWhole() throws IOException {
        assertTrue(rows().size() > 60);
        for (String[] cells : rows()) assertEquals(5, cells.length, String.join(" | ", cells));
    }

    @Test
    void everyFactoryIsInTheTable() throws IOException {
        Set<String> named = quoted(0);
        Set<String> missing = new TreeSet<>();
        for (Class<?> type : LISTED) {
            for (Method method : type.getMethods()) {
                if (Modifier.isStatic(method.getModifiers()) && !named.contains(method.getName())) {
                    missing.add(type.getSimpleName() + "." + method.getName());
                }
            }
        }
        assertEquals(Set.of(), missing, "write a row in docs/FEATURES.md");
    }

    @Test
    void everyOperationOfATensorIsInTheTableOrAnActivation() throws IOException {
        Set<String> named = quoted(0);
        String comparisons = "greaterThan|lessThan|atLeast|atMost|equalTo";
        Set<String> missing = new TreeSet<>();
        for (Method method : TensorOperations.class.getDeclaredMethods()) {
            String name = method.getName();
            if (Modifier.isPublic(method.getModifiers()) && !name.matches(comparisons) && !named.contains(name)) {
                missing.add(name);
            }
        }
        assertEquals(Set.of(), missing, "write a row in docs/FEATURES.md");
    }

    @Test
    void everyClassOfTheTableExists() throws IOException {
        Set<String> classes;
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            classes = files.map(file -> file.getFileName().toString().replace(".java", "")).collect(Collectors.toSet());
        }
        Set<String> unknown = quoted(1);
        unknown.removeAll(classes);
        assertEquals(Set.of(), unknown);
    }

    /** A word of the first column is a method somewhere, or a class. */
    @Test
    void everyFeatureOfTheTableExists() throws IOException {
        Set<String> known = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                Matcher name = DECLARED.matcher(Files.readString(file));
                while (name.find()) known.add(name.group(1) == null ? name.group(2) : name.group(1));
            }
        }
        Set<String> unknown = quoted(0);
        unknown.remove("t -> …");
        unknown.removeIf(feature -> known.contains(feature.replaceFirst("\\(.*", "").replaceFirst("^.*\\.", "")));
        assertEquals(Set.of(), unknown);
    }
}
