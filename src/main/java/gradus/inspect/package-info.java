/**
 * Looking into a network: what goes through its layers, and how large outputs, weights, gradients and updates are.
 *
 * <p>Start with {@link NetStatistics}, which notebooks get from {@link gradus.train.Training#statistics}; each of its rows is a
 * {@link LayerStatistics}, with histograms as {@link Bins}.
 * {@link StatisticsCollector} sends a batch through, notes what goes into each layer and out of it, and adds it up.
 * {@link GraphCount} tells what a computation costs.
 *
 * <p>It may use {@code gradus.tensor}, {@code gradus.nn}, {@code gradus.loss}, {@code gradus.metrics} and
 * {@code gradus.data}.
 */
package gradus.inspect;
