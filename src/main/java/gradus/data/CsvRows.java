package gradus.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The names and the rows of a CSV file, all rows as long as the first, and the columns of them that are read.
 *
 * <p>Empty lines are allowed at the end alone: elsewhere they may be rows that were lost.
 */
final class CsvRows {

    private static final int LONGEST_SHOWN = 100;
    private static final Pattern FOR_EXCEL = Pattern.compile("sep=(.)\\r?(\\n|$)");

    final Path path;
    final CsvOptions options;
    /** Whether the caller can give options, and wants to be told which. */
    final boolean advising;
    final List<String> header;
    final List<String[]> rows = new ArrayList<>();
    /** The line at which each row begins. */
    int[] lines = new int[0];
    final int headerLine;
    /** The places in the file of the columns that are read. */
    final int[] places;
    final boolean lastLineEnds;
    /** A separator that would divide the first lines evenly; 0 if there is none but that of the options. */
    final char otherSeparator;
    private final String separatorHint;

    CsvRows(Path path, String text, CsvOptions options, boolean advising) {
        this.path = path;
        this.options = options;
        this.advising = advising;
        // an editor on Windows may put a byte order mark in front
        int start = text.startsWith("\uFEFF") ? 1 : 0;
        int end = text.length();
        while (end > start && Character.isWhitespace(text.charAt(end - 1))
                && (text.charAt(end - 1) != options.separator() || options.separator() == ' ')) {
            end--;
        }
        if (end == start) {
            throw new IllegalArgumentException(path + ": the file is empty, a header line and rows were expected");
        }
        lastLineEnds = text.indexOf('\n', end) >= 0;
        int first = afterLineForExcel(text, start);
        headerLine = first > start ? 2 : 1;
        List<String> firstLines = CsvHints.lines(text, first);
        otherSeparator = CsvHints.otherSeparator(firstLines, options);
        separatorHint = advising ? CsvHints.separator(firstLines, options) : "";
        String[] names = readRows(new CsvFields(path, text, first, end, headerLine, options.separator(), separatorHint));
        boolean data = options.firstLine == CsvOptions.FirstLine.DATA;
        if (data) {
            rows.add(0, names);
            lines = IntStream.concat(IntStream.of(headerLine), Arrays.stream(lines)).toArray();
        }
        List<String> all = data ? IntStream.rangeClosed(1, names.length).mapToObj(i -> "column" + i).toList() : List.of(names);
        places = IntStream.range(0, names.length).filter(i -> !options.without.contains(all.get(i))).toArray();
        header = Arrays.stream(places).mapToObj(i -> all.get(i).isEmpty() && options.unnamedColumns ? "column" + (i + 1)
                : all.get(i)).toList();
        requireKnown(all);
        if (!data) {
            boolean asked = options.firstLine == CsvOptions.FirstLine.NAMES_UNLESS_LIKE_DATA;
            if (asked && separatorHint().isEmpty() && header.stream().noneMatch(name -> name.indexOf('\r') >= 0)) {
                requireNames(all);
            }
            requireDistinct(asked ? "; if the file has no names, " + CsvHints.reading(options.noHeader()) : "");
        }
    }

    /** Excel takes the separator from a first line such as sep=; and does not show it. */
    private int afterLineForExcel(String text, int start) {
        Matcher excel = FOR_EXCEL.matcher(text).region(start, text.length());
        if (!advising || !excel.lookingAt()) {
            return start;
        }
        char told = excel.group(1).charAt(0);
        if (told != options.separator()) {
            throw new IllegalArgumentException(path + ", line 1: it says to Excel that fields are separated by " + told + ": "
                    + CsvHints.reading(options.separator(told)));
        }
        return excel.end();
    }

    /** Reads all rows, and returns the first. */
    private String[] readRows(CsvFields fields) {
        fields.read();
        String[] names = fields.toArray();
        boolean data = options.firstLine == CsvOptions.FirstLine.DATA;
        if (names.length == 1 && names[0].isEmpty() && !data) {
            throw new IllegalArgumentException(path + ", line " + headerLine + ": the line is empty, the names of the columns"
                    + " were expected; take it out of the file");
        }
        int named = names.length;
        while (named > 1 && names[named - 1].isEmpty()) {
            named--;
        }
        while (fields.read()) {
            int count = fields.fields.size();
            if (count < names.length && count >= named && !data) {
                // a comma behind the last name, and none behind the rows
                requireNamed(Arrays.asList(names), count);
                fields.fields.addAll(Collections.nCopies(names.length - count, ""));
            } else if (count != names.length) {
                throw wrongCount(fields, names);
            }
            lines = CsvFields.with(lines, rows.size(), fields.line());
            rows.add(fields.toArray());
        }
        lines = Arrays.copyOf(lines, rows.size());
        return names;
    }

    private IllegalArgumentException wrongCount(CsvFields found, String[] names) {
        int fields = found.fields.size();
        int expected = names.length;
        String count = fields + (fields == 1 ? " field" : " fields");
        if (advising && rows.isEmpty() && separatorHint.isEmpty() && (expected == 1 || names[0].startsWith("#"))) {
            return new IllegalArgumentException(path + ", line " + headerLine + ": it has " + expected + (expected == 1 ? " field, "
                    : " fields, ") + (names[0].isEmpty() ? "and is empty" : '"' + start(names[0]) + '"') + ", the next line has "
                    + count + "; a title, a comment or an empty line at the head has to go from the file");
        }
        return new IllegalArgumentException(path + ", line " + found.line() + ", column " + Math.min(fields + 1, expected + 1)
                + ": the line has " + count + ", " + expected + " were expected, as in the "
                + (options.firstLine == CsvOptions.FirstLine.DATA ? "first line" : "header")
                + (found.isLast() && fields < expected ? "; it is the last line, the file may be cut off" : separatorHint));
    }

    /** Refuses a first line that looks like data, whose row would be lost. */
    private void requireNames(List<String> names) {
        for (int place : places) {
            String problem = HeaderCheck.problem(names, rows, lines, place);
            if (!problem.isEmpty()) {
                throw new IllegalArgumentException(path + ", line " + headerLine + ", column " + (place + 1) + ": \""
                        + start(names.get(place)) + "\" " + problem + ", the first line seems to be data, not names; if it is"
                        + " data, " + CsvHints.reading(options.noHeader()) + ", if it holds names, "
                        + CsvHints.reading(options.header()));
            }
        }
    }

    private void requireDistinct(String advice) {
        requireNamed(header, 0);
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < header.size(); i++) {
            // without regard to case, as Tablesaw finds columns
            if (!seen.add(header.get(i).toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException(path + ", line " + headerLine + ", column " + (places[i] + 1) + ": the name \""
                        + start(header.get(i)) + "\" stands here again, every column needs a name of its own" + advice);
            }
        }
    }

    /** Refuses names from one on that are empty, unless told what to do with them. */
    private void requireNamed(List<String> names, int from) {
        int empty = names.subList(from, names.size()).indexOf("") + from;
        if (empty >= from && !options.unnamedColumns && !options.without.contains("")) {
            int place = names == header ? places[empty] : empty;
            throw new IllegalArgumentException(path + ", line " + headerLine + ", column " + (place + 1) + ": the name is empty,"
                    + " every column needs a name of its own" + (advising ? "; " + CsvHints.reading(options.without(""))
                    + " leaves such a column out, as the row numbers of pandas, " + CsvHints.reading(options.unnamedColumns())
                    + " calls it column" + (place + 1) : ""));
        }
    }

    private void requireKnown(List<String> all) {
        for (String name : options.without) {
            if (!name.isEmpty() && !all.contains(name)) {
                throw new IllegalArgumentException(path + ", line " + headerLine + ": there is no column \"" + name
                        + "\" to be left out, the columns are " + String.join(", ", all) + separatorHint);
            }
        }
        if (header.isEmpty()) {
            throw new IllegalArgumentException(path + ", line " + headerLine + ": all columns are left out, " + options);
        }
    }

    /** Where the file has one column: what may stand in it instead of the separator. */
    String separatorHint() {
        String name = header.get(0);
        return places.length > 1 || places[0] > 0 ? "" : advising ? separatorHint : name.contains(";") ? "; fields are separated by commas, not by ;"
                : name.contains("\t") ? "; fields are separated by commas, not by tabs" : "";
    }

    /** What to do about a field that is no number. */
    String advice(String field, int column) {
        boolean separated = header.size() == 1 || field.indexOf(otherSeparator) >= 0;
        return separated && !separatorHint.isEmpty() ? separatorHint : CsvHints.number(field, header.get(column), options);
    }

    /** As much of a field as helps to find it: a damaged file may hold millions of characters without a comma. */
    static String start(String field) {
        return field.length() <= LONGEST_SHOWN ? field : field.substring(0, LONGEST_SHOWN) + "…";
    }
}
