package gradus.javakernel.help;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Diag;
import jdk.jshell.JShell;
import jdk.jshell.MethodSnippet;
import jdk.jshell.Snippet;

/** Tells why a cell does not compile: what is wrong, where, with the place marked, and what was probably meant. */
public final class CompileErrors {
    private static final int MOST = 3;
    private static final Pattern UNKNOWN = Pattern.compile(
            "cannot find symbol\\s+symbol:\\s+(\\w+) ([^\\n]+)(?:\\s+location:([^\\n]*))?");

    private final JShell shell;
    private final Places places;
    private final Suggestions suggestions;
    private final Hiding hiding;

    public CompileErrors(JShell shell, Places places, ClassLoader loader) {
        this.shell = shell;
        this.places = places;
        this.suggestions = new Suggestions(shell, places);
        this.hiding = new Hiding(shell, places, loader);
    }

    /** An error of the compiler in a statement of a cell. */
    public CellError of(Snippet snippet) {
        List<Diag> errors = shell.diagnostics(snippet).filter(Diag::isError).toList();
        List<String> lines = new ArrayList<>();
        String first = null;
        for (Diag error : errors.subList(0, Math.min(MOST, errors.size()))) {
            if (first != null) lines.add("");
            String message = message(error, snippet.source());
            if (first == null) first = message;
            lines.addAll(Style.bold(Style.wrap(message)));
            lines.addAll(place(error, snippet));
            lines.addAll(Style.wrap(hiding.explain(error.getMessage(Locale.ROOT))).stream().filter(line -> !line.isEmpty()).toList());
        }
        if (errors.size() > MOST) lines.add("… and " + (errors.size() - MOST) + " more errors in this statement");
        if (errors.isEmpty()) lines.add(first = "This statement was not accepted: " + Style.quoted(snippet.source(), 60));
        if (snippet.kind() == Snippet.Kind.ERRONEOUS) lines.addAll(earlier(snippet.source()));
        refuse(snippet.source(), snippet.id());
        return new CellError(first, lines, null);
    }

    private void refuse(String source, String id) {
        CellSource.Declared declared = CellSource.declared(source);
        if (declared != null) places.refuse(declared.name(), id);
    }

    /** Code that cannot even be read leaves the declaration that it should replace as it was; one with a wrong type does not. */
    private List<String> earlier(String source) {
        CellSource.Declared declared = CellSource.declared(source);
        if (declared == null) return List.of();
        Stream<? extends DeclarationSnippet> known = declared.method() ? shell.methods() : shell.types();
        return known.anyMatch(each -> each.name().equals(declared.name()))
                ? List.of("The earlier `" + declared.name() + "` stays in force until this compiles.") : List.of();
    }

    private String message(Diag error, String source) {
        String raw = error.getMessage(Locale.ROOT);
        Matcher unknown = UNKNOWN.matcher(raw);
        if (unknown.find()) {
            int at = nameStart(error, source);
            String name = unknown.group(2).strip();
            String place = location(unknown.group(3));
            String answer = suggestions.forAnswer(name);
            if (!answer.isEmpty()) return answer;
            String meant = suggestions.forName(name.replaceFirst("\\(.*", ""), source.substring(0, at));
            return ("Cannot find " + unknown.group(1) + " `" + simple(name) + "`" + place + ". " + meant).strip();
        }
        String number = Suggestions.forNumber(source);
        if (!number.isEmpty()) return number;
        Matcher expected = Pattern.compile("^'?(\\W)'?(?: or '?\\W'?)* expected$").matcher(raw.strip());
        if (expected.matches()) {
            int at = (int) error.getPosition();
            String before = source.substring(source.lastIndexOf('\n', Math.max(0, at - 1)) + 1, Math.min(at, source.length()));
            return "Missing " + sign(expected.group(1)) + " behind " + Style.quoted(before, 50);
        }
        Brackets.Fault fault = Brackets.find(source);
        if (fault != null && fault.missing().isEmpty()) {
            return "One `" + source.charAt(fault.at()) + "` too many: nothing is open that it could close";
        }
        if (raw.startsWith("unclosed string literal")) return "Missing `\"`: this string does not end on its line";
        if (raw.startsWith("unclosed character literal")) return "Missing `'`, or `\"` is meant: text stands between double quotes";
        String text = simple(raw).replaceAll("\\s*reason: actual and formal argument lists differ in length", "")
                .replace(" in class  cannot be applied", " cannot be applied").replaceAll("(?m)^  ", "    ")
                .replaceAll("(?m);$", ":");
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private static String sign(String sign) {
        return switch (sign) {
            case ";" -> "semicolon `;`";
            case ")" -> "closing parenthesis `)`";
            case "}" -> "closing brace `}`";
            case "]" -> "closing bracket `]`";
            default -> "`" + sign + "`";
        };
    }

    private String location(String location) {
        if (location == null) return "";
        Matcher typed = Pattern.compile("variable (\\w+) of type (.+)").matcher(location.strip());
        if (typed.matches()) return " in `" + typed.group(1) + "`, a " + simple(typed.group(2));
        Matcher type = Pattern.compile("(?:class|interface|enum|record) (\\S.*)").matcher(location.strip());
        return type.matches() ? " in " + simple(type.group(1)) : "";
    }

    /** Without packages, unless a class of the reader's own has the same name: then they tell the two apart. */
    private String simple(String text) {
        return shell.types().anyMatch(own -> text.contains("." + own.name())) ? text : Names.simple(text);
    }

    /** The compiler points at the dot before an unknown member. */
    private static int nameStart(Diag error, String source) {
        int at = Math.max(0, Math.min((int) error.getPosition(), source.length()));
        while (at < source.length() && !Character.isJavaIdentifierStart(source.charAt(at))) at++;
        return at;
    }

    private List<String> place(Diag error, Snippet snippet) {
        String source = snippet.source();
        int from = Math.max(0, Math.min((int) error.getPosition(), source.length()));
        int to = (int) Math.min(Math.max(error.getEndPosition(), from), source.length());
        if (error.getCode().contains("cant.resolve") || error.getCode().contains("cant.apply")) {
            from = nameStart(error, source);
            to = from;
            while (to < source.length() && Character.isJavaIdentifierPart(source.charAt(to))) to++;
        } else if (error.getCode().startsWith("compiler.err.prob.found.req")) {
            from = (int) Math.max(0, error.getStartPosition());
        }
        Brackets.Fault fault = error.getCode().contains("illegal.start") ? Brackets.find(source) : null;
        if (fault != null && fault.missing().isEmpty()) {
            from = fault.at();
            to = from + 1;
        }
        return mark(snippet.id(), source, from, to, places);
    }

    static List<String> mark(String id, String source, int from, int to, Places places) {
        int start = source.lastIndexOf('\n', Math.max(0, from - 1)) + 1;
        if (from > 0 && source.charAt(from - 1) == '\n') start = from;
        int end = source.indexOf('\n', from);
        if (end < 0) end = source.length();
        int line = 1 + (int) source.substring(0, start).chars().filter(c -> c == '\n').count();
        List<String> lines = new ArrayList<>();
        Places.Place place = places.of(id, line);
        if (place != null) lines.add(place.name() + ":");
        lines.addAll(Style.marked(source.substring(start, end), from - start, Math.min(to, end) - start));
        return lines;
    }

    /** The last statement of a cell, which does not end. */
    public CellError incomplete(String cellSource, int begin, String id) {
        String rest = cellSource.substring(begin);
        Brackets.Fault fault = Brackets.find(rest);
        List<String> lines = new ArrayList<>();
        String message;
        if (fault == null) {
            int last = cellSource.stripTrailing().length();
            String line = cellSource.substring(cellSource.lastIndexOf('\n', last - 1) + 1, last);
            message = "The cell ends in the middle of a statement: " + Style.quoted(line, 50);
            lines.addAll(Style.bold(Style.wrap(message)));
            lines.addAll(mark(id, cellSource, last, last, places));
        } else {
            String sign = cellSource.substring(begin + fault.at(), begin + fault.at() + Math.max(1, fault.missing().length()));
            message = fault.missing().isEmpty() ? "One `" + sign + "` too many: nothing is open that it could close"
                    : "Missing " + sign(fault.missing()) + ": nothing closes the `" + sign.charAt(0) + "` that is marked";
            lines.addAll(Style.bold(Style.wrap(message)));
            lines.addAll(mark(id, cellSource, begin + fault.at(), begin + fault.at() + 1, places));
        }
        lines.addAll(earlier(rest));
        refuse(rest, id);
        return new CellError(message, lines, null);
    }

    /** Says what a cell declared that cannot be used yet; empty when all can. */
    public List<String> notReady(List<DeclarationSnippet> declared) {
        List<String> lines = new ArrayList<>();
        for (DeclarationSnippet snippet : declared) {
            Snippet.Status status = shell.status(snippet);
            List<String> needs = status == Snippet.Status.RECOVERABLE_DEFINED || status == Snippet.Status.RECOVERABLE_NOT_DEFINED
                    ? shell.unresolvedDependencies(snippet).toList() : List.of();
            if (needs.isEmpty()) continue;
            places.refuse(snippet.name(), snippet.id());
            String what = snippet instanceof MethodSnippet ? "method" : snippet.kind() == Snippet.Kind.VAR ? "variable" : "class";
            Places.Place place = places.of(snippet.id(), 1);
            lines.addAll(Style.wrap("The " + what + " `" + snippet.name() + "`" + (place == null ? "" : " of cell [" + place.cell() + "]")
                    + " cannot be used yet: it needs " + String.join(", ", needs.stream().map(Names::simple).toList())
                    + ", which no cell has declared. " + suggestions.forMissing(snippet)
                    + "It can be used as soon as that is declared."));
        }
        return lines;
    }
}
