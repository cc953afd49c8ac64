package gradus.data;

import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the data sets that come with the library, and says what a file must be and fit into to be read. */
final class DataFolder {

    private DataFolder() {
    }

    /** A file in the folder data of the working directory, as in a Maven project, or of a folder above it. */
    static Path find(String file) {
        return find(Path.of("").toAbsolutePath(), file);
    }

    static Path find(Path start, String file) {
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            Path candidate = folder.resolve("data").resolve(file);
            if (Files.exists(candidate)) {
                return candidate;
            }
        }
        throw new IllegalArgumentException(file + " was not found in the folder data of " + start
                + " nor of a folder above it; give its path: load(\"…/" + file + "\")");
    }

    /**
     * The full path of a file that is there.
     *
     * @param kind what was expected, for the error
     * @throws IllegalArgumentException if there is no such file, or it is a folder
     */
    static Path existing(Path path, String kind) {
        Path file = path.toAbsolutePath().normalize();
        if (Files.notExists(file)) {
            throw new IllegalArgumentException(file + ": there is no such file");
        }
        if (Files.isDirectory(file)) {
            throw new IllegalArgumentException(file + ": this is a folder, " + kind + " was expected");
        }
        return file;
    }

    /** Bytes that Java can still take; where they seem too few, after what is not needed any more was freed. */
    static long freeMemory(long wanted) {
        Runtime runtime = Runtime.getRuntime();
        if (runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory() < wanted) {
            System.gc();
        }
        return runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory();
    }
}
