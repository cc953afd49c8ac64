package gradus.data;

/**
 * Chemical analysis of 178 wines of one region of Italy, from three cultivars.
 *
 * <p>Inputs: (178, 13), from alcohol to proline; the source states no units. Targets: labels (178), cultivars 1, 2 and 3
 * as 0, 1 and 2. The columns differ in scale by a factor of 2,000: without standardising them, a network learns little.
 *
 * <p>Source: S. Aeberhard, M. Forina (1992), Wine, UCI Machine Learning Repository, doi 10.24432/C5PC7J, CC BY 4.0.
 *
 * <pre>{@code
 * Wine.load()
 * // → Wine: 178 rows, 13 features, 3 classes
 * //   rows per class: cultivar 1: 59, cultivar 2: 71, cultivar 3: 48
 * }</pre>
 */
public final class Wine {

    private Wine() {
    }

    /**
     * The wines from data/wine.csv, of the working directory or a folder above it.
     *
     * @throws IllegalArgumentException if the file is not there or damaged, with line and column
     */
    public static Dataset load() {
        return KnownData.WINE.load();
    }

    /** The wines from a copy of the file elsewhere. */
    public static Dataset load(String path) {
        return KnownData.WINE.load(path);
    }
}
