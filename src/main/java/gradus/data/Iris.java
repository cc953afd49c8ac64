package gradus.data;

/**
 * The flowers of 150 irises of three species, measured in centimetres.
 *
 * <p>Inputs: (150, 4), length and width of sepal and petal. Targets: labels (150), setosa 0, versicolor 1, virginica 2,
 * 50 of each. Setosa can be told from the others by a straight line, those two from each other not quite.
 *
 * <p>Source: R. A. Fisher (1936), The use of multiple measurements in taxonomic problems; UCI Machine Learning
 * Repository, doi 10.24432/C56C76, CC BY 4.0.
 *
 * <pre>{@code
 * Iris.load()
 * // → Iris: 150 rows, 4 features, 3 classes
 * //   rows per class: setosa: 50, versicolor: 50, virginica: 50
 * }</pre>
 */
public final class Iris {

    private Iris() {
    }

    /**
     * The irises from data/iris.csv, of the working directory or a folder above it.
     *
     * @throws IllegalArgumentException if the file is not there or damaged, with line and column
     */
    public static Dataset load() {
        return KnownData.IRIS.load();
    }

    /** The irises from a copy of the file elsewhere. */
    public static Dataset load(String path) {
        return KnownData.IRIS.load(path);
    }
}
