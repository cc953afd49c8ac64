package gradus.data;

import gradus.tensor.Tensor;
import java.util.List;

/**
 * 70,000 pictures of clothes in ten classes, in the form of MNIST but harder to tell apart: 60,000 to train on, 10,000 to
 * test with.
 *
 * <p>Inputs: (n, 784), grey images of 28 × 28 pixels row by row, 0 for the ground to 1. Targets: labels (n), 7,000 of each
 * class. The first call downloads 30 MB into the folder fashion-mnist of the cache; for cache, checks and memory see
 * {@link Mnist}.
 *
 * <p>Source: H. Xiao, K. Rasul, R. Vollgraf (2017), Fashion-MNIST: a novel image dataset for benchmarking machine learning
 * algorithms, MIT licence.
 *
 * <pre>{@code
 * FashionMnist.load().test()      // Fashion-MNIST: 10000 rows, 784 features, 10 classes
 * }</pre>
 */
public final class FashionMnist {

    private static final ImageArchive ARCHIVE = new ImageArchive("Fashion-MNIST", "fashion-mnist",
            List.of("http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/",
                    "https://github.com/zalandoresearch/fashion-mnist/raw/master/data/fashion/"),
            List.of("8d4fb7e6c68d591d4c3dfef9ec88bf0d", "25c81989df183df01b3e8a0aad5dffbe",
                    "bef4ecab320f06d8554ea6380940ec79", "bb300cfdad3c16e7a12a480ee83cd310"),
            List.of("T-shirt/top", "trouser", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag",
                    "ankle boot"));

    private FashionMnist() {
    }

    /**
     * The pictures, downloaded in silence if they are not in the cache yet.
     *
     * @throws java.io.UncheckedIOException if no mirror gave a file, with what each said and what to do
     */
    public static Split load() {
        return ARCHIVE.load(DownloadProgress.SILENT);
    }

    /** The pictures, with somebody who is told how a download goes on. */
    public static Split load(DownloadProgress progress) {
        return ARCHIVE.load(progress);
    }

    /**
     * Inputs as images: (n, 784) → (n, 28, 28).
     *
     * @throws IllegalArgumentException if the inputs do not have 784 columns
     */
    public static Tensor images(Tensor x) {
        return ImageArchive.images(x);
    }
}
