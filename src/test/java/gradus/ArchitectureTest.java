package gradus;

import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who may use whom, whether every package says so, and what of the JDK the packages may use that shall run in a browser too. */
class ArchitectureTest {
    private static final Set<String> UP_TO_DATA = Set.of("kernels", "tensor", "init", "nn", "loss", "metrics", "optim",
            "linalg", "data");
    private static final Set<String> UP_TO_TRAIN = plus(UP_TO_DATA, "inspect", "train");
    private static final Set<String> UP_TO_SEARCH = plus(UP_TO_TRAIN, "diagnose", "ensemble", "search");

    private static final Map<String, Set<String>> MAY_USE = Map.ofEntries(
            entry("kernels", Set.of()),
            entry("kernels.vector", Set.of("kernels")),
            entry("tensor", Set.of("kernels")),
            entry("init", Set.of("tensor")),
            entry("nn", Set.of("tensor", "init")),
            entry("loss", Set.of("tensor")),
            entry("metrics", Set.of("tensor")),
            entry("optim", Set.of("tensor")),
            entry("linalg", Set.of("tensor", "init")),
            entry("data", Set.of("tensor")),
            entry("inspect", Set.of("tensor", "nn", "loss", "metrics", "data")),
            entry("train", plus(UP_TO_DATA, "inspect")),
            entry("diagnose", UP_TO_TRAIN),
            entry("ensemble", UP_TO_TRAIN),
            entry("search", UP_TO_TRAIN),
            entry("plot", UP_TO_SEARCH),
            entry("check", Set.of("tensor")),
            entry("play", plus(UP_TO_SEARCH, "plot")),
            entry("lesson", plus(UP_TO_SEARCH, "plot", "check", "play")),
            entry("jupyter", plus(UP_TO_SEARCH, "plot", "check", "play", "lesson")));

    private static final Set<String> INNER = Set.of("kernels", "tensor", "init", "nn", "loss", "metrics", "optim");
    /** The training loop, which runs in a browser too; what else is in its package may open files. */
    private static final Set<String> LOOP = Set.of("Run", "RunSettings", "History", "Stopping", "EarlyStopping", "Callback",
            "Progress");
    /** Explorable figures are compiled for the browser; what draws their still pictures stays here. */
    private static final String PICTURES = "gradus.play.Stills";
    private static final String FORMATTING = "java\\.lang\\.String\\.format(ted)?|java\\.util\\.Formatter.*";
    private static final Set<String> INNER_MAY_USE = Set.of("java.lang", "java.lang.annotation", "java.lang.runtime", "java.math",
            "java.util", "java.util.function", "java.util.stream");
    private static final Set<String> NOT_IN_A_BROWSER = Set.of("java.util.SplittableRandom", "java.util.Random",
            "java.lang.Thread", "java.lang.Process", "java.lang.Runtime");
    private static final Pattern CALLS_NOT_IN_A_BROWSER = Pattern.compile(
            "java\\.lang\\.(Strict)?Math\\.(fma|sin|cos|tanh|sinh|cosh|expm1|log1p|round)"
                    + "|java\\.lang\\.String\\.lines|.*\\.parallelStream|java\\.util\\.stream\\..*\\.parallel"
                    + "|java\\.util\\.Arrays\\.parallel.*|java\\.lang\\.Class\\.forName");
    /** The choice of the kernels looks for the Vector API and for cores; in a browser there is nothing to choose. */
    private static final String CHOICE = "gradus.kernels.ActiveKernels";
    /** A training loop asks whether it was interrupted; a browser has an answer to that. */
    private static final String ASKED = "calls method <java.lang.Thread.interrupted()>";
    /** A warning is a line on the error stream, which in a browser is its console. */
    private static final Pattern TOLD = Pattern.compile(
            ".*(gets field <java.lang.System.err>|calls method <java.io.PrintStream.println\\(java.lang.String\\)>).*");

    private static final Pattern FILES = Pattern.compile("java\\.(io|nio)\\..*|java\\.net\\..*|tech\\.tablesaw\\..*");

    private static final Collection<JavaClass> CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("gradus");

    @Test
    void everyPackageIsInTheTable() {
        Set<String> unknown = new TreeSet<>();
        for (JavaClass type : CLASSES) if (!MAY_USE.containsKey(home(type))) unknown.add(type.getPackageName());
        assertFalse(CLASSES.isEmpty());
        assertEquals(Set.of(), unknown);
    }

    @Test
    void aPackageUsesOnlyWhatTheTableAllows() {
        Set<String> wrong = new TreeSet<>();
        for (JavaClass type : CLASSES) {
            for (Dependency use : type.getDirectDependenciesFromSelf()) {
                JavaClass target = use.getTargetClass();
                if (!target.getPackageName().startsWith("gradus.") || home(target).equals(home(type))) continue;
                if (!MAY_USE.get(home(type)).contains(home(target))) {
                    wrong.add(home(type) + " may not use " + home(target) + ": " + use.getDescription());
                }
            }
        }
        assertEquals(Set.of(), wrong);
    }

    @Test
    void theInnerPackagesUseOnlyWhatABrowserHas() {
        Set<String> wrong = new TreeSet<>();
        for (JavaClass type : CLASSES) {
            if (!isInner(type) && !isExplorable(type) || type.getName().startsWith(CHOICE)) continue;
            for (Dependency use : type.getDirectDependenciesFromSelf()) {
                JavaClass target = use.getTargetClass().getBaseComponentType();
                String name = target.getPackageName();
                if (target.isPrimitive() || name.startsWith("gradus")) continue;
                boolean interruption = use.getDescription().contains(ASKED);
                if (TOLD.matcher(use.getDescription()).matches()) continue;
                if (!INNER_MAY_USE.contains(name) || NOT_IN_A_BROWSER.contains(target.getName()) && !interruption) {
                    wrong.add(use.getDescription());
                }
            }
            for (JavaAccess<?> access : accesses(type)) {
                String called = access.getTargetOwner().getName() + "." + access.getTarget().getName();
                if (CALLS_NOT_IN_A_BROWSER.matcher(called).matches()) wrong.add(access.getDescription());
            }
        }
        assertEquals(Set.of(), wrong);
    }

    /** They compute numbers and words; a browser draws them, and String.format alone would cost it 63 kB. */
    @Test
    void explorableFiguresNeitherDrawNorFormat() {
        Set<String> wrong = new TreeSet<>();
        int figures = 0;
        for (JavaClass type : CLASSES) {
            if (!isExplorable(type)) continue;
            figures++;
            for (Dependency use : type.getDirectDependenciesFromSelf()) {
                String target = use.getTargetClass().getBaseComponentType().getName();
                if (target.startsWith("gradus.plot") || target.startsWith(PICTURES)) wrong.add(use.getDescription());
            }
            for (JavaAccess<?> access : accesses(type)) {
                String called = access.getTargetOwner().getName() + "." + access.getTarget().getName();
                if (called.matches(FORMATTING)) wrong.add(access.getDescription());
            }
        }
        assertTrue(figures > 2, "only " + figures);
        assertEquals(Set.of(), wrong);
    }

    private static boolean isExplorable(JavaClass type) {
        return home(type).equals("play") && !type.getName().startsWith(PICTURES);
    }

    @Test
    void theLoopReachesNoFile() {
        Map<JavaClass, String> chains = new LinkedHashMap<>();
        for (JavaClass type : CLASSES) if (isOfTheLoop(type)) chains.put(type, type.getSimpleName());
        assertTrue(chains.size() >= LOOP.size(), "the loop has changed its names: " + chains.values());
        Set<String> wrong = new TreeSet<>();
        Deque<JavaClass> open = new ArrayDeque<>(chains.keySet());
        while (!open.isEmpty()) {
            JavaClass type = open.remove();
            for (Dependency use : type.getDirectDependenciesFromSelf()) {
                JavaClass target = use.getTargetClass().getBaseComponentType();
                String chain = chains.get(type) + " → " + target.getSimpleName();
                if (FILES.matcher(target.getName()).matches() && !TOLD.matcher(use.getDescription()).matches()) wrong.add(chain);
                if (target.getPackageName().startsWith("gradus") && chains.putIfAbsent(target, chain) == null) open.add(target);
            }
        }
        assertEquals(Set.of(), wrong);
        assertTrue(chains.size() > 50, "what the loop reaches: " + chains.values());
    }

    @Test
    void theInnerPackagesFormatNoNumberWithAnExponent() throws IOException {
        Pattern exponent = Pattern.compile("\"[^\"]*%[-#+ 0,(]*[0-9]*(\\.[0-9]+)?[eEgG][^\"]*\"");
        Set<String> wrong = new TreeSet<>();
        for (String inner : INNER) {
            Path folder = Path.of("src/main/java/gradus", inner);
            if (!Files.isDirectory(folder)) continue;
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                    for (String line : Files.readAllLines(file)) {
                        if (exponent.matcher(line).find()) wrong.add(file.getFileName() + ": " + line.strip());
                    }
                }
            }
        }
        assertEquals(Set.of(), wrong);
    }

    @Test
    void everyPackageSaysWhatItMayUse() throws IOException {
        for (String home : MAY_USE.keySet()) {
            String said = packageInfo(home).replaceFirst("(?s).*<p>It may use ", "");
            Set<String> named = new TreeSet<>();
            Matcher name = Pattern.compile("\\{@code gradus\\.([a-z.]+)}").matcher(said);
            while (name.find()) named.add(name.group(1));
            assertEquals(new TreeSet<>(MAY_USE.get(home)), named, home);
        }
    }

    /** A class, with a method perhaps, of the package itself or with its full name. */
    @Test
    void whatAPackageTellsToReadIsThere() throws IOException {
        Set<String> missing = new TreeSet<>();
        int links = 0;
        for (String home : MAY_USE.keySet()) {
            Matcher link = Pattern.compile("\\{@link ([\\w.]+)(#(\\w+))?}").matcher(packageInfo(home));
            for (; link.find(); links++) {
                String name = link.group(1).contains(".") ? link.group(1) : "gradus." + home + "." + link.group(1);
                Path file = Path.of("src/main/java", name.replace('.', '/') + ".java");
                if (!Files.exists(file) || link.group(3) != null && !Files.readString(file).contains(" " + link.group(3) + "(")) {
                    missing.add(home + ": " + link.group());
                }
            }
        }
        assertEquals(Set.of(), missing);
        assertTrue(links > 40, "links: " + links);
    }

    private static String packageInfo(String home) throws IOException {
        return Files.readString(Path.of("src/main/java/gradus", home.replace('.', '/'), "package-info.java"));
    }

    private static boolean isInner(JavaClass type) {
        return INNER.contains(home(type)) || isOfTheLoop(type);
    }

    /** With the classes inside. */
    private static boolean isOfTheLoop(JavaClass type) {
        String name = type.getName();
        return home(type).equals("train") && LOOP.contains(name.replaceFirst(".*\\.", "").replaceFirst("\\$.*", ""));
    }

    private static List<JavaAccess<?>> accesses(JavaClass type) {
        List<JavaAccess<?>> all = new ArrayList<>(type.getMethodCallsFromSelf());
        all.addAll(type.getMethodReferencesFromSelf());
        return all;
    }

    /** The package below gradus: gradus.kernels.vector is "kernels.vector". */
    private static String home(JavaClass type) {
        String name = type.getPackageName();
        return name.startsWith("gradus.") ? name.substring("gradus.".length()) : name;
    }

    private static Set<String> plus(Set<String> some, String... more) {
        Set<String> all = new TreeSet<>(some);
        all.addAll(List.of(more));
        return all;
    }
}
