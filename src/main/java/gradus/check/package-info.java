/**
 * Checks for notebooks: what a text claims, and what a reader answers to an exercise.
 *
 * <p>Start with {@link Checks}; {@link Exercise} runs an answer where it can do no harm, {@link Values} compares what came out
 * with what should have.
 *
 * <p>It may use {@code gradus.tensor}.
 */
package gradus.check;
