package gradus.data;

import gradus.tensor.Tensor;
import java.nio.file.Path;
import java.util.List;

/**
 * A data set in the four files of MNIST, kept in the cache folder: images and labels to train on, and to test with.
 *
 * @param name       what it is called
 * @param folder     its folder in the cache
 * @param mirrors    addresses of folders that hold the files
 * @param sums       md5 sums of the files, in their order
 * @param classNames the names of the ten classes
 */
record ImageArchive(String name, String folder, List<String> mirrors, List<String> sums, List<String> classNames) {

    private static final List<String> FILES = List.of("train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz",
            "t10k-images-idx3-ubyte.gz", "t10k-labels-idx1-ubyte.gz");
    private static final int SIDE = 28;
    private static final int TIMEOUT = 20_000;
    private static final long LARGEST = 100_000_000;

    /** The data, downloaded where they are not in the cache yet. */
    Split load(DownloadProgress progress) {
        return load(cache(System.getProperty("gradus.cache"), System.getenv("GRADUS_CACHE"),
                System.getProperty("user.home")), progress);
    }

    Split load(Path cache, DownloadProgress progress) {
        var download = new Download(mirrors, progress, TIMEOUT, LARGEST);
        Path to = cache.resolve(folder);
        Path[] files = new Path[FILES.size()];
        for (int i = 0; i < files.length; i++) {
            files[i] = download.get(FILES.get(i), sums.get(i), to);
        }
        return new Split(Idx.dataset(name, files[0], files[1], classNames), null,
                Idx.dataset(name, files[2], files[3], classNames));
    }

    /** Where downloaded files are kept: what was asked for, or a folder of the user's home. */
    static Path cache(String property, String variable, String home) {
        String asked = property == null || property.isBlank() ? variable : property;
        Path cache = asked == null || asked.isBlank() ? Path.of(home, ".cache", "gradus") : Path.of(asked);
        return cache.toAbsolutePath().normalize();
    }

    /** Inputs as images: (n, 784) → (n, 28, 28). */
    static Tensor images(Tensor x) {
        return KnownData.images(x, SIDE, "images");
    }
}
