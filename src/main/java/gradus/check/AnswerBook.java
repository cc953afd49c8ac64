package gradus.check;

import java.util.Set;

/**
 * What a notebook's kernel adds to exercises: it knows the source of an answer, and it keeps which exercises passed.
 *
 * <p>Without a kernel, in a program or a test, nothing is known and nothing kept.
 */
public interface AnswerBook {

    /**
     * The names of the library's methods that an answer calls, as its source says; empty where the source is unknown.
     *
     * @param trial the class of the lambda that calls the answer
     */
    Set<String> libraryCalls(Class<?> trial);

    /** Keeps that an exercise is passed, or that it is not after all. */
    void keep(String exercise, boolean passed);

    /** Lets exercises ask and tell this one from now on. */
    static void use(AnswerBook book) {
        Exercise.book = book;
    }
}
