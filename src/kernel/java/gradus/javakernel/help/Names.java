package gradus.javakernel.help;

/** Names as a reader writes them. */
final class Names {
    private Names() {}

    /** Leaves out the packages of classes, and the classes that JShell puts around a cell's declarations. */
    static String simple(String text) {
        return text.replaceAll("REPL\\.\\$JShell\\$\\w+[.$]", "").replaceAll("\\b(?:[a-z_][\\w]*\\.)+(?=[A-Z]\\w*)", "");
    }

    /** JShell writes {@code List<E> List<E>.<E>of(E e1)}: without the letters that say nothing to a reader. */
    static String signature(String text) {
        return simple(text).replaceAll("(\\w+)<[^<>()]*(?:<[^<>]*>)?>\\.(?:<[^<>]*>)?(?=\\w+\\()", "$1.");
    }

    /** The class's own name, without its package; of a nameless class that of the class around it. */
    static String ofClass(String fullName) {
        String named = fullName.replaceFirst("\\$\\d.*", "");
        return named.substring(Math.max(named.lastIndexOf('.'), named.lastIndexOf('$')) + 1);
    }
}
