package gradus.lesson;

import gradus.tensor.Numbers;
import gradus.tensor.Tensor;
import gradus.train.Evaluation;
import gradus.train.History;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Takes apart what notebooks have: records by their components, maps by their keys, arrays and lists by their places. */
final class Cells {

    private static final Pattern NEXT_WORD = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

    private Cells() {}

    /** Whether a value has parts with names: a record, a map, a history, an evaluation. */
    static boolean hasNames(Object value) {
        return value instanceof Record || value instanceof Map || value instanceof History;
    }

    /** The parts of a value by their names; what has no names counts from 0; a number or text is one part, "value". */
    static Map<String, Object> parts(Object value) {
        Map<String, Object> parts = new LinkedHashMap<>();
        if (value instanceof Evaluation evaluation) parts.putAll(evaluation.values());
        else if (value instanceof Record record) components(record, parts);
        else if (value instanceof Map<?, ?> map) inOrder(map).forEach((key, part) -> parts.put(String.valueOf(key), part));
        else if (value instanceof History history) history.names().forEach(name -> parts.put(name, history.series(name)));
        else if (isList(value)) {
            for (Object part : list(value)) parts.put(String.valueOf(parts.size()), part);
        } else parts.put("value", value);
        return parts;
    }

    /** Whether a value is a sequence: an array, a collection, a tensor with an axis. */
    static boolean isList(Object value) {
        return value instanceof Collection || value instanceof Tensor tensor && tensor.rank() > 0
                || value != null && value.getClass().isArray();
    }

    /** The elements of a sequence; of a matrix its rows. */
    static List<Object> list(Object value) {
        if (value instanceof Tensor tensor) return list(tensor.rank() == 1 ? tensor.toArray() : rows(tensor));
        if (value instanceof Collection<?> collection) return new ArrayList<>(collection);
        List<Object> elements = new ArrayList<>();
        for (int i = 0; i < Array.getLength(value); i++) elements.add(Array.get(value, i));
        return elements;
    }

    private static Object rows(Tensor tensor) {
        if (tensor.rank() == 2) return tensor.toRows();
        throw new IllegalArgumentException("table: the tensor has shape " + tensor.shapeText()
                + ", it should be a vector (n) for one row or a matrix (rows, columns)");
    }

    /** A map that keeps no order of its own, as Map.of and HashMap, is ordered by its keys. */
    private static Map<?, ?> inOrder(Map<?, ?> map) {
        String name = map.getClass().getName();
        boolean none = name.startsWith("java.util.ImmutableCollections") || name.equals("java.util.HashMap");
        boolean comparable = map.keySet().stream().allMatch(key -> key instanceof Comparable)
                && map.keySet().stream().map(Object::getClass).distinct().count() <= 1;
        return none && comparable ? new TreeMap<>(map) : map;
    }

    /** A component testAccuracy is called "test accuracy". */
    private static void components(Record record, Map<String, Object> parts) {
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            String name = String.join(" ", NEXT_WORD.split(component.getName()));
            boolean words = !name.equals(component.getName());
            parts.put(words ? name.toLowerCase(Locale.ROOT) : name, read(record, component.getAccessor()));
        }
    }

    private static Object read(Record record, Method accessor) {
        try {
            accessor.setAccessible(true);                    // a record of a cell may be private to it
            return accessor.invoke(record);
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException("table: " + accessor.getName() + "() of " + record.getClass().getSimpleName()
                    + " failed: " + e.getCause(), e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalArgumentException("table: " + accessor.getName() + "() of " + record.getClass().getSimpleName()
                    + " cannot be read", e);
        }
    }

    /** The number in a cell; of runs their median; none in all else. */
    static OptionalDouble number(Object cell) {
        if (cell instanceof Number number) return OptionalDouble.of(number.doubleValue());
        if (cell instanceof Tensor tensor && tensor.size() == 1) return OptionalDouble.of(tensor.item());
        if (cell instanceof Runs runs && runs.isNumber()) return OptionalDouble.of(runs.median());
        return OptionalDouble.empty();
    }

    /** A value in words: numbers to four digits. */
    static String text(Object value) {
        if (value == null) return "–";
        if (value instanceof Boolean yes) return yes ? "yes" : "no";
        OptionalDouble number = number(value);
        return number.isPresent() ? Numbers.text(number.getAsDouble(), 4) : String.valueOf(value);
    }
}
