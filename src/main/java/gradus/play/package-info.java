/**
 * Figures to explore, without a user interface: parameters with their ranges, the values that follow from them, and words.
 *
 * <p>Start with {@link Explorable}; {@link SoftmaxTemperature} and {@link RateOnParabola} are two of them. {@link Stills} draws
 * one as it stands. All but that is written so that it can run in a page too.
 *
 * <p>It may use {@code gradus.kernels}, {@code gradus.tensor}, {@code gradus.init}, {@code gradus.nn}, {@code gradus.loss},
 * {@code gradus.metrics}, {@code gradus.optim}, {@code gradus.linalg}, {@code gradus.data}, {@code gradus.inspect},
 * {@code gradus.train}, {@code gradus.diagnose}, {@code gradus.ensemble}, {@code gradus.search} and {@code gradus.plot}.
 */
package gradus.play;
