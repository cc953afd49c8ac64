/**
 * Several networks in place of one: their outputs averaged, or their weights.
 *
 * <p>Start with {@link Averaging}. An {@link Ensemble} asks several networks as one, a {@link WeightAverage} follows one
 * through its training, {@link NetMean} is the mean of the weights of several.
 *
 * <p>It may use {@code gradus.kernels}, {@code gradus.tensor}, {@code gradus.init}, {@code gradus.nn}, {@code gradus.loss},
 * {@code gradus.metrics}, {@code gradus.optim}, {@code gradus.linalg}, {@code gradus.data}, {@code gradus.inspect} and
 * {@code gradus.train}.
 */
package gradus.ensemble;
