package gradus.javakernel;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Logger;
import org.dflib.jjava.jupyter.channels.JupyterConnection;
import org.dflib.jjava.jupyter.kernel.KernelConnectionProperties;
import org.dflib.jjava.kernel.magics.ClasspathMagic;
import org.dflib.jjava.kernel.magics.LoadMagic;
import org.dflib.jjava.kernel.magics.TimeMagic;
import org.dflib.jjava.maven.MavenDependencyResolver;
import org.dflib.jjava.maven.magics.MavenMagic;
import org.dflib.jjava.maven.magics.MavenRepoMagic;

/**
 * Starts the kernel: {@code java -cp ours:jjava.jar gradus.javakernel.Main CONNECTION_FILE}.
 *
 * <p>It reads the same variables as JJava: {@code JJAVA_CLASSPATH} and {@code JJAVA_COMPILER_OPTS}.
 */
public final class Main {
    private Main() {}

    /** Runs until Jupyter says that it is over. */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length != 1) throw new IllegalArgumentException("one argument is needed: Jupyter's connection file");
        keepLogsOutOfCells();
        JupyterConnection connection = new JupyterConnection(
                KernelConnectionProperties.parse(Files.readString(Path.of(arguments[0]))));
        TimeMagic time = new TimeMagic();
        MavenDependencyResolver maven = new MavenDependencyResolver();
        CourseKernel kernel = new CourseKernel.Builder().version("1").compilerOpts(words("JJAVA_COMPILER_OPTS"))
                .lineMagic("time", time).cellMagic("time", time)
                .lineMagic("load", new LoadMagic()).lineMagic("classpath", new ClasspathMagic())
                .lineMagic("maven", new MavenMagic(maven)).lineMagic("mavenRepo", new MavenRepoMagic(maven)).build();
        kernel.onStartup();
        kernel.addToClasspath(System.getenv("JJAVA_CLASSPATH"));
        kernel.becomeHandlerForConnection(connection);
        connection.connect();
        connection.waitUntilClose();
    }

    /** A log handler keeps the error stream that it finds: made now, it finds the one that Jupyter writes into its log. */
    private static void keepLogsOutOfCells() {
        Logger.getLogger("").getHandlers();
    }

    private static List<String> words(String variable) {
        String value = System.getenv(variable);
        return value == null || value.isBlank() ? List.of() : List.of(value.trim().split("\\s+"));
    }
}
