package gradus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import gradus.jupyter.Imports;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jdk.jshell.JShell;
import jdk.jshell.MethodSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import org.dflib.jjava.jupyter.kernel.BaseNotebookStatics;
import org.junit.jupiter.api.Test;

/** Names that meet in a notebook: what the library exports, what the kernel exports, what cells declare. */
class NamesTest {
    /** What the kernel imports by wildcard, and java.lang, which is always there. */
    private static final List<String> JDK_PACKAGES = List.of("java.lang", "java.util", "java.io", "java.math",
            "java.net", "java.time", "java.util.concurrent", "java.util.function", "java.util.prefs",
            "java.util.regex", "java.util.stream");
    /** JavaNotebookStatics of the kernel, which is not among what we compile against. */
    private static final Set<String> KERNEL_METHODS = Set.of("kernel", "getKernelInstance");
    /** A line that may begin a method; JShell, which is slow, looks at no cell without one. */
    private static final Pattern MAYBE_A_METHOD = Pattern.compile(
            "(?m)^(?!(for|if|while|try|switch|class|record|interface|enum)\\b)[\\w<][^=;\"()]*[\\s>\\]]\\w+\\s*\\([^;]*?\\)[^;=]*?\\{");

    private static final List<JavaClass> EXPORTED = exported();

    @Test
    void noTwoImportedClassesHaveAStaticMethodOfTheSameName() {
        Map<String, String> owner = new HashMap<>();
        for (String name : staticNames(BaseNotebookStatics.class)) owner.put(name, "the kernel");
        for (String name : KERNEL_METHODS) owner.put(name, "the kernel");
        for (Method method : Object.class.getDeclaredMethods()) owner.put(method.getName(), "Object");
        Set<String> clashes = new TreeSet<>();
        for (Class<?> type : Imports.STATICS) {
            for (String name : staticNames(type)) {
                String other = owner.put(name, type.getSimpleName());
                if (other != null) clashes.add(name + ": " + other + " and " + type.getSimpleName());
            }
        }
        assertEquals(Set.of(), clashes);
    }

    @Test
    void noClassHasTheNameOfAnotherOrOfOneThatTheKernelImports() throws IOException {
        Map<String, String> owner = new HashMap<>();
        for (String name : JDK_PACKAGES) for (String type : publicTypes(name)) owner.put(type, name);
        assertEquals("java.util", owner.get("Random"));
        Set<String> clashes = new TreeSet<>();
        for (JavaClass type : EXPORTED) {
            String other = owner.put(type.getSimpleName(), type.getPackageName());
            if (other != null) clashes.add(type.getName() + " and " + other + "." + type.getSimpleName());
        }
        assertEquals(Set.of(), clashes);
    }

    @Test
    void everyPackageWithPublicClassesIsImported() {
        Set<String> packages = new TreeSet<>();
        for (JavaClass type : EXPORTED) packages.add(type.getPackageName());
        packages.removeIf(name -> name.startsWith("gradus.kernels"));
        assertEquals(packages, new TreeSet<>(Imports.PACKAGES));
    }

    /** What a program writes at its head to read like a notebook: the kernel's list, without what belongs to notebooks. */
    @Test
    void theReadmeListsTheImportsOfTheKernel() throws IOException {
        List<String> ours = Imports.lines().stream()
                .filter(line -> line.contains(" gradus.") && !line.matches(".* gradus\\.(check|jupyter)\\..*")).toList();
        String packages = String.join("\n", ours.stream().filter(line -> !line.startsWith("import static")).toList());
        String statics = String.join("\n", ours.stream().filter(line -> line.startsWith("import static")).toList());
        String readme = Files.readString(Path.of("README.md")).replace("\r\n", "\n");
        int start = readme.indexOf("```java\nimport ");
        assertEquals(packages + "\n\n" + statics, readme.substring(start + 8, readme.indexOf("\n```", start)));
    }

    /** Tab and Shift-Tab leave out the methods of a class that is not public, inherited or not. */
    @Test
    void whatAPublicClassInheritsComesFromPublicClasses() {
        Set<String> hidden = new TreeSet<>();
        for (JavaClass type : EXPORTED) {
            for (JavaClass parent : type.getAllRawSuperclasses()) {
                if (!parent.getModifiers().contains(JavaModifier.PUBLIC)) hidden.add(parent + " above " + type);
            }
            for (JavaClass parent : type.getAllRawInterfaces()) {
                if (!parent.getModifiers().contains(JavaModifier.PUBLIC)) hidden.add(parent + " above " + type);
            }
        }
        assertEquals(Set.of(), hidden);
    }

    @Test
    void noNotebookDeclaresAMethodThatHidesAnImportedOne() throws IOException {
        Set<String> ours = new TreeSet<>();
        for (Class<?> type : Imports.STATICS) ours.addAll(staticNames(type));
        Set<String> hidden = new TreeSet<>();
        for (Path notebook : notebooks()) {
            for (String name : declaredMethods(codeOf(notebook))) {
                if (ours.contains(name)) hidden.add(notebook + " declares " + name + ": put it into a class");
            }
        }
        assertEquals(Set.of(), hidden);
    }

    @Test
    void aMethodInACellIsFoundAndOneInAClassIsNot() {
        String cell = "class Scratch { static double[] softmax(double[] z) { return z; } }\n"
                + "int a = 1;\n%time a\ndouble half(double x) { return x / 2; }\nhalf(a)";
        String wide = "static <T extends Number>\nList<T> twice(\n        List<T> x) throws IOException {\n    return x; }";
        assertEquals(List.of("half", "twice"), declaredMethods(List.of(cell, wide)));
    }

    private static Set<String> staticNames(Class<?> type) {
        Set<String> names = new TreeSet<>();
        for (Method method : type.getMethods()) {
            if (Modifier.isStatic(method.getModifiers()) && !method.getName().equals("main")) names.add(method.getName());
        }
        assertFalse(names.isEmpty(), type + " has no static method to import");
        return names;
    }

    private static List<JavaClass> exported() {
        List<JavaClass> types = new ArrayList<>();
        for (JavaClass type : new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("gradus")) {
            if (type.isTopLevelClass() && type.getModifiers().contains(JavaModifier.PUBLIC)) types.add(type);
        }
        return types;
    }

    private static Set<String> publicTypes(String packageName) throws IOException {
        String module = packageName.equals("java.util.prefs") ? "java.prefs" : "java.base";
        FileSystem jdk = FileSystems.getFileSystem(URI.create("jrt:/"));
        Set<String> names = new TreeSet<>();
        try (Stream<Path> files = Files.list(jdk.getPath("modules", module, packageName.replace('.', '/')))) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString().replace(".class", "");
                if (!file.toString().endsWith(".class") || name.contains("$") || name.contains("-")) continue;
                try {
                    Class<?> type = Class.forName(packageName + "." + name, false, null);
                    if (Modifier.isPublic(type.getModifiers())) names.add(name);
                } catch (ClassNotFoundException e) {
                    throw new IOException("no class in " + file, e);
                }
            }
        }
        assertFalse(names.isEmpty());
        return names;
    }

    private static List<Path> notebooks() throws IOException {
        Path folder = Path.of("notebooks");
        if (!Files.isDirectory(folder)) return List.of();
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(f -> f.toString().endsWith(".ipynb") && !f.toString().contains(".ipynb_checkpoints"))
                    .toList();
        }
    }

    private static List<String> codeOf(Path notebook) throws IOException {
        List<String> cells = new ArrayList<>();
        for (JsonElement cell : JsonParser.parseString(Files.readString(notebook)).getAsJsonObject()
                .getAsJsonArray("cells")) {
            JsonObject fields = cell.getAsJsonObject();
            if (!fields.get("cell_type").getAsString().equals("code")) continue;
            JsonElement source = fields.get("source");
            StringBuilder text = new StringBuilder();
            if (source.isJsonArray()) source.getAsJsonArray().forEach(line -> text.append(line.getAsString()));
            else text.append(source.getAsString());
            cells.add(text.toString());
        }
        assertTrue(cells.size() > 0, notebook + " has no code");
        return cells;
    }

    /** The methods that these cells declare outside of classes, as JShell sees them; lines of magic are left out. */
    private static List<String> declaredMethods(List<String> cells) {
        List<String> names = new ArrayList<>();
        try (JShell shell = JShell.builder().executionEngine("local").build()) {
            SourceCodeAnalysis analysis = shell.sourceCodeAnalysis();
            for (String cell : cells) {
                if (!MAYBE_A_METHOD.matcher(cell).find()) continue;
                String rest = cell.replaceAll("(?m)^%.*$", "");
                for (CompletionInfo info = analysis.analyzeCompletion(rest); info.completeness().isComplete();
                        info = analysis.analyzeCompletion(info.remaining())) {
                    for (Snippet snippet : analysis.sourceToSnippets(info.source())) {
                        if (snippet instanceof MethodSnippet) names.add(((MethodSnippet) snippet).name());
                    }
                }
            }
        }
        return names;
    }
}
