/**
 * Data sets: those that come with the library, those that it downloads or draws, and files of one's own.
 *
 * <p>Start with {@link Dataset}, inputs and targets with their names, which splits, shuffles and gives batches;
 * {@link Iris} is one of those that come along, {@link KnownData} the table of all. {@link Csv} and {@link Idx} read files,
 * {@link Generators} draws data, {@link Scaler} and {@link Augmentations} change them.
 *
 * <p>It may use {@code gradus.tensor}; Tablesaw holds its tables.
 */
package gradus.data;
