package gradus.javakernel.help;

import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.ImportSnippet;
import jdk.jshell.JShell;
import jdk.jshell.MethodSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.TypeDeclSnippet;

/**
 * Explains an error whose cause is a name of the reader's own.
 *
 * <p>A method that a cell declares hides all imported methods of that name, whatever their arguments; a class likewise.
 */
final class Hiding {
    private static final Pattern METHOD = Pattern.compile("(?:method (\\w+) in class  cannot be applied|no suitable method found for (\\w+)\\()");

    private final JShell shell;
    private final Places places;
    private final ClassLoader loader;

    Hiding(JShell shell, Places places, ClassLoader loader) {
        this.shell = shell;
        this.places = places;
        this.loader = loader;
    }

    /** What is hidden and the ways out; empty when nothing is. */
    String explain(String message) {
        Matcher method = METHOD.matcher(message);
        if (method.find()) {
            String name = method.group(1) != null ? method.group(1) : method.group(2);
            MethodSnippet own = shell.methods().filter(each -> each.name().equals(name)).findFirst().orElse(null);
            String hidden = own == null ? null : importedMethod(name);
            if (hidden != null) {
                return "`" + name + "` here is the method of " + place(own) + ", `" + own.signature().replaceFirst("^\\(", name + "(")
                        .replaceFirst("\\)(.*)$", ")") + "`. It hides the library's `" + hidden + "`, whatever the arguments. Write `"
                        + hidden + "(…)`; or put your method into a class: `class Mine { static … " + name
                        + "(…) … }`; or give it another name and restart the kernel.";
            }
        }
        for (TypeDeclSnippet own : shell.types().toList()) {
            String hidden = message.matches("(?s).*\\b" + Pattern.quote(own.name()) + "\\b.*") ? importedClass(own.name()) : null;
            if (hidden != null) {
                return "`" + own.name() + "` here is the class of " + place(own) + ". It hides the library's `" + hidden
                        + "`. Write that full name, or give your class another name and restart the kernel.";
            }
        }
        return "";
    }

    private String place(Snippet own) {
        Places.Place place = places.of(own.id(), 1);
        return place == null ? "an earlier cell" : place.name();
    }

    private List<String> imports(boolean isStatic) {
        return shell.imports().filter(each -> each.isStatic() == isStatic).map(ImportSnippet::fullname)
                .filter(name -> name.endsWith(".*")).map(name -> name.substring(0, name.length() - 2)).toList();
    }

    private String importedMethod(String name) {
        for (String type : imports(true)) {
            try {
                boolean has = Arrays.stream(Class.forName(type, false, loader).getMethods())
                        .anyMatch(each -> each.getName().equals(name) && Modifier.isStatic(each.getModifiers()));
                if (has) return Names.ofClass(type) + "." + name;
            } catch (ClassNotFoundException | LinkageError e) {
                continue;                                    // an import may name what is not there (any more)
            }
        }
        return null;
    }

    private String importedClass(String name) {
        for (String place : imports(false)) {
            try {
                return Class.forName(place + "." + name, false, loader).getName();
            } catch (ClassNotFoundException | LinkageError e) {
                continue;
            }
        }
        return null;
    }
}
