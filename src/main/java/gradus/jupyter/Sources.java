package gradus.jupyter;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jdk.jshell.JShell;
import jdk.jshell.SourceCodeAnalysis;

/**
 * Shows JShell our sources, so that Shift-Tab on a name of the library gives its documentation.
 *
 * <p>JShell reads Javadoc from sources alone and knows only those of the JDK. The jar carries ours in
 * {@code META-INF/sources}; the list that JShell searches is private, so this needs
 * {@code --add-opens jdk.jshell/jdk.jshell=ALL-UNNAMED} on the kernel's command line.
 *
 * <p>JDK 25 looks for an inherited method in the source of the class that inherits it, and finds nothing: of a
 * tensor's operations it would show neither the documentation nor the names of the arguments. So a class that extends
 * another of ours gets a second source, with the inherited methods written into it; it stands first in the list.
 */
final class Sources {
    private static final Pattern IMPORT = Pattern.compile("(?m)^import .*;$");

    private Sources() {}

    static void add(JShell shell) throws IOException, URISyntaxException, ReflectiveOperationException {
        SourceCodeAnalysis analysis = shell.sourceCodeAnalysis();
        Method known = analysis.getClass().getDeclaredMethod("findSources");
        known.setAccessible(true);
        Field list = analysis.getClass().getDeclaredField("availableSources");
        list.setAccessible(true);
        List<Object> sources = new ArrayList<>((List<?>) known.invoke(analysis));
        Path ours = ours();
        sources.add(withInherited(ours));
        sources.add(ours);
        list.set(analysis, sources);
    }

    /** The folder META-INF/sources of the jar, or of the class folder where there is no jar. */
    private static Path ours() throws IOException, URISyntaxException {
        Path place = Path.of(Sources.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        if (Files.isDirectory(place)) return place.resolve("META-INF/sources");
        FileSystem jar = FileSystems.newFileSystem(URI.create("jar:" + place.toUri()), Map.of());
        return jar.getPath("META-INF/sources").toAbsolutePath();
    }

    /** Writes the second sources into a folder that goes with the kernel. */
    private static Path withInherited(Path sources) throws IOException {
        Path folder = Files.createTempDirectory("gradus-sources");
        folder.toFile().deleteOnExit();
        List<Path> files;
        try (Stream<Path> all = Files.walk(sources)) {
            files = all.filter(file -> file.toString().endsWith(".java")).toList();
        }
        for (Path file : files) {
            String text = Files.readString(file);
            String name = file.getFileName().toString().replace(".java", "");
            Matcher parent = heading(name, "(?:<[^{]*>)? extends (\\w+)").matcher(text);
            if (!parent.find()) continue;
            Path inherited = file.resolveSibling(parent.group(1) + ".java");
            if (!Files.exists(inherited)) continue;
            Path copy = folder;
            for (Path part : sources.relativize(file)) {
                copy = copy.resolve(part.toString());
                copy.toFile().deleteOnExit();
            }
            Files.createDirectories(copy.getParent());
            Files.writeString(copy, merged(text, Files.readString(inherited), parent.group(1)));
        }
        return folder;
    }

    /** A class's source with what its superclass's source imports and declares. */
    static String merged(String text, String parent, String parentName) {
        StringBuilder imports = new StringBuilder();
        IMPORT.matcher(parent).results().forEach(line -> imports.append(line.group()).append('\n'));
        Matcher body = heading(parentName, "").matcher(parent);
        if (!body.find()) throw new IllegalArgumentException("there is no class " + parentName + " in its source");
        int afterPackage = text.indexOf(';') + 1;
        return text.substring(0, afterPackage) + "\n" + imports + text.substring(afterPackage, text.lastIndexOf('}'))
                + parent.substring(body.end(), parent.lastIndexOf('}')) + "}\n";
    }

    private static Pattern heading(String name, String rest) {
        return Pattern.compile("\\bclass " + name + rest + "\\b[^{]*\\{");
    }
}
