/**
 * The extension of the notebook's kernel: imports, tables and pictures below cells, live progress, documentation.
 *
 * <p>Start with {@link GradusExtension}, which a kernel runs when the library joins it. {@link Imports} is what a notebook can
 * name without an import of its own, {@link Renderers} how values look.
 *
 * <p>It may use {@code gradus.kernels}, {@code gradus.tensor}, {@code gradus.init}, {@code gradus.nn}, {@code gradus.loss},
 * {@code gradus.metrics}, {@code gradus.optim}, {@code gradus.linalg}, {@code gradus.data}, {@code gradus.inspect},
 * {@code gradus.train}, {@code gradus.diagnose}, {@code gradus.ensemble}, {@code gradus.search}, {@code gradus.plot},
 * {@code gradus.check}, {@code gradus.play} and {@code gradus.lesson}.
 */
package gradus.jupyter;
