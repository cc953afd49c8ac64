/**
 * Grid search and random search over the settings of a network and its training.
 *
 * <p>Start with {@link Search}, whose example is a whole search. {@link Spaces} has what settings are drawn from, a
 * {@link Trial} is one try, a {@link SearchResult} all of them, the best first.
 *
 * <p>It may use {@code gradus.kernels}, {@code gradus.tensor}, {@code gradus.init}, {@code gradus.nn}, {@code gradus.loss},
 * {@code gradus.metrics}, {@code gradus.optim}, {@code gradus.linalg}, {@code gradus.data}, {@code gradus.inspect} and
 * {@code gradus.train}.
 */
package gradus.search;
