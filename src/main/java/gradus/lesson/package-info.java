/**
 * What keeps the cells of a notebook plain: tables, experiments over seeds, guesses and their answers, figures to explore.
 *
 * <p>Start with {@link Lesson}, which has it all by name. {@link ResultTable} is a table, {@link Runs} what an experiment
 * gave for each of its seeds, {@link Reveal} a guess beside the result, {@link Exploration} a figure at chosen parameters.
 *
 * <p>It may use {@code gradus.kernels}, {@code gradus.tensor}, {@code gradus.init}, {@code gradus.nn}, {@code gradus.loss},
 * {@code gradus.metrics}, {@code gradus.optim}, {@code gradus.linalg}, {@code gradus.data}, {@code gradus.inspect},
 * {@code gradus.train}, {@code gradus.diagnose}, {@code gradus.ensemble}, {@code gradus.search}, {@code gradus.plot},
 * {@code gradus.check} and {@code gradus.play}.
 */
package gradus.lesson;
