/**
 * Figures, each with a text alternative computed from its data.
 *
 * <p>Start with {@link Figures}: one call, one figure. {@link Figure} is what all have in common, {@link LinePlot} a figure to
 * read first, {@link Look} the one look of all. XChart draws the charts, Eclipse ELK lays out graphs.
 *
 * <p>It may use {@code gradus.kernels}, {@code gradus.tensor}, {@code gradus.init}, {@code gradus.nn}, {@code gradus.loss},
 * {@code gradus.metrics}, {@code gradus.optim}, {@code gradus.linalg}, {@code gradus.data}, {@code gradus.inspect},
 * {@code gradus.train}, {@code gradus.diagnose}, {@code gradus.ensemble} and {@code gradus.search}.
 */
package gradus.plot;
