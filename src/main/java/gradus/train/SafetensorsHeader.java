package gradus.train;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The header of a safetensors file: of JSON the part that this format uses, read strictly.
 *
 * <p>An object of tensors by name, {@code {"dtype":"F64","shape":[2,3],"data_offsets":[0,48]}}, and of texts under
 * {@code __metadata__}. What is not as expected is named with its place in the header, counted in characters from 1.
 */
final class SafetensorsHeader {

    static final String METADATA = "__metadata__";
    /** So many digits always fit into a long. */
    private static final int DIGITS = 18;
    private static final int LONGEST_PROBLEM = 1000;

    /** A tensor as the header announces it, and where the header does so. */
    record Entry(String name, String type, List<Long> shape, long begin, long end, int place) {
    }

    private interface Field {
        void read(String name);
    }

    final Map<String, String> metadata = new LinkedHashMap<>();
    final Map<String, Entry> entries = new LinkedHashMap<>();
    private final String file;
    private final String text;
    private int at;

    SafetensorsHeader(String file, String text) {
        this.file = file;
        this.text = text;
        object("the header", name -> {
            int place = at;
            if (name.equals(METADATA) && text.startsWith("null", at)) {
                // Python's library reads null as no texts
                at += 4;
            } else if (name.equals(METADATA)) {
                object(METADATA, key -> {
                    if (metadata.put(key, string(METADATA + ", \"" + key + "\"")) != null) {
                        throw wrong(at, METADATA + " has \"" + key + "\" twice");
                    }
                });
            } else if (entries.put(name, entry(name, place)) != null) {
                throw wrong(place, "there are two tensors of the name \"" + name + "\"");
            }
        });
        if (peek() != 0) {
            throw wrong(at, "found " + found() + " behind the end of the header");
        }
    }

    private void object(String what, Field field) {
        expect('{', what);
        if (peek() == '}') {
            at++;
            return;
        }
        do {
            String name = string(what + ", a name");
            expect(':', what);
            peek();
            field.read(name);
        } while (another('}', what));
    }

    private Entry entry(String name, int place) {
        var type = new StringBuilder();
        var shape = new ArrayList<Long>();
        var offsets = new ArrayList<Long>();
        var seen = new ArrayList<String>();
        String what = "tensor \"" + name + "\"";
        object(what, field -> {
            if (seen.contains(field)) {
                throw wrong(at, what + " has the field " + field + " twice");
            }
            seen.add(field);
            switch (field) {
                case "dtype" -> type.append(string(what + ", dtype"));
                case "shape" -> numbers(what + ", shape", shape);
                case "data_offsets" -> numbers(what + ", data_offsets", offsets);
                default -> throw wrong(at, what + " has a field \"" + field + "\", there are dtype, shape and data_offsets");
            }
        });
        if (seen.size() < 3 || offsets.size() != 2) {
            throw wrong(place, what + " has " + (seen.size() < 3 ? "only the fields " + seen
                    : offsets.size() + " data_offsets") + "; it needs dtype, shape and two data_offsets");
        }
        return new Entry(name, type.toString(), List.copyOf(shape), offsets.get(0), offsets.get(1), place);
    }

    private void numbers(String what, List<Long> into) {
        expect('[', what);
        if (peek() == ']') {
            at++;
            return;
        }
        do {
            peek();
            int from = at;
            while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
                at++;
            }
            String digits = text.substring(from, at);
            if (digits.isEmpty() || digits.length() > DIGITS || peek() != ',' && peek() != ']') {
                at = from;
                throw wrong(at, what + ": found " + found() + ", expected a whole number");
            }
            into.add(Long.parseLong(digits));
        } while (another(']', what));
    }

    private boolean another(char end, String what) {
        boolean comma = peek() == ',';
        if (!comma && peek() != end) {
            throw wrong(at, what + ": found " + found() + ", expected a comma or " + end);
        }
        at++;
        return comma;
    }

    private void expect(char wanted, String what) {
        if (peek() != wanted) {
            throw wrong(at, what + ": found " + found() + ", expected " + wanted);
        }
        at++;
    }

    /** The next character that is not space; 0 at the end. */
    private char peek() {
        while (at < text.length() && " \n\r\t".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return at < text.length() ? text.charAt(at) : 0;
    }

    private String string(String what) {
        if (peek() != '"') {
            throw wrong(at, what + ": found " + found() + ", expected a text in quotes");
        }
        int from = at++;
        var out = new StringBuilder();
        while (at < text.length() && text.charAt(at) != '"') {
            char c = text.charAt(at);
            if (c < ' ') {
                throw wrong(at, what + " holds a control character");
            }
            if (c == '\\') {
                c = escaped(what);
            }
            out.append(c);
            at++;
        }
        if (at++ >= text.length()) {
            throw wrong(from, what + ": its quotes are not closed");
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(out)) {
            throw wrong(from, what + " holds half a character");
        }
        return out.toString();
    }

    /** The character that begins with the backslash here; leaves the last sign of it to be passed. */
    private char escaped(String what) {
        char kind = at + 1 < text.length() ? text.charAt(at + 1) : 0;
        int simple = "\"\\/bfnrt".indexOf(kind);
        String code = kind == 'u' && at + 6 <= text.length() ? text.substring(at + 2, at + 6) : "";
        if (kind == 0 || simple < 0 && !code.matches("[0-9a-fA-F]{4}")) {
            throw wrong(at, what + ": a backslash that begins no character");
        }
        at += simple >= 0 ? 1 : 5;
        return simple >= 0 ? "\"\\/\b\f\n\r\t".charAt(simple) : (char) Integer.parseInt(code, 16);
    }

    private String found() {
        int to = at;
        while (to < text.length() && to < at + 20 && text.charAt(to) > ' ' && ",:]}".indexOf(text.charAt(to)) < 0) {
            to++;
        }
        return at >= text.length() ? "the end of the header" : text.substring(at, Math.max(to, at + 1));
    }

    /** The error; of a problem that has a name of a million characters in it, the start. */
    IllegalArgumentException wrong(int place, String problem) {
        return new IllegalArgumentException(file + ", header, character " + (place + 1) + ": "
                + (problem.length() > LONGEST_PROBLEM ? problem.substring(0, LONGEST_PROBLEM) + "…" : problem));
    }

    /** A text as JSON writes it. */
    static String quoted(String text) {
        var out = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                out.append("\\u00").append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 15, 16));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }
}
