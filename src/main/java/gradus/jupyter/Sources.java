package gradus.jupyter;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jdk.jshell.JShell;
import jdk.jshell.SourceCodeAnalysis;

/**
 * Shows JShell our sources, so that Shift-Tab on a name of the library gives its documentation.
 *
 * <p>JShell reads Javadoc from sources alone and knows only those of the JDK. The jar carries ours in
 * {@code META-INF/sources}; the list that JShell searches is private, so this needs
 * {@code --add-opens jdk.jshell/jdk.jshell=ALL-UNNAMED} on the kernel's command line.
 */
final class Sources {
    private Sources() {}

    static void add(JShell shell) throws Exception {
        SourceCodeAnalysis analysis = shell.sourceCodeAnalysis();
        Method known = analysis.getClass().getDeclaredMethod("findSources");
        known.setAccessible(true);
        Field list = analysis.getClass().getDeclaredField("availableSources");
        list.setAccessible(true);
        List<Object> sources = new ArrayList<>((List<?>) known.invoke(analysis));
        sources.add(ours());
        list.set(analysis, sources);
    }

    /** The folder META-INF/sources of the jar, or of the class folder where there is no jar. */
    private static Path ours() throws Exception {
        Path place = Path.of(Sources.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        if (Files.isDirectory(place)) return place.resolve("META-INF/sources");
        FileSystem jar = FileSystems.newFileSystem(URI.create("jar:" + place.toUri()), Map.of());
        return jar.getPath("META-INF/sources").toAbsolutePath();
    }
}
