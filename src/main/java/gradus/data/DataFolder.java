package gradus.data;

import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the data sets that come with the library. */
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
}
