/**
 * Stands in the place of an answer and spoils what the solution gives, in one way after the other: the check of the exercise
 * must pass none of them. fakes.py puts it into the kernel; what it says is told there.
 *
 * A kind that cannot be tried on a type is left out: NaN where whole numbers come, overwriting where no array is given.
 */
class Fakes {
    /** What comes in place of the right answer. */
    interface Spoiled {
        Object from(java.util.concurrent.Callable<?> right, Object[] given) throws Exception;
    }

    /** A wrong answer of one method; where it does not fit any argument that the check gives, it is no wrong answer. */
    record Fake(String method, String does, boolean mayNotFit, Spoiled spoiled) {
        /** What a reader must be told of it. */
        String says() {
            return does.endsWith(AT_THE_END) ? "Your answer changed the numbers that it was given" : " is not right yet: ";
        }
    }

    static final String AT_THE_END = " at the end";

    static final java.util.List<Runnable> repairs = new java.util.ArrayList<>();
    static Fake now;
    static int calls;
    static Object first;
    static boolean fitted;

    /** What a method of the answer calls: the right answer, unless it is the one that is spoiled now. */
    static Object answer(String method, java.util.concurrent.Callable<?> right, Object... given) {
        try {
            if (now == null || !now.method.equals(method)) {
                return right.call();
            }
            calls++;
            return now.spoiled.from(right, given);
        } catch (Exception e) {
            throw Fakes.<RuntimeException>unchecked(e);
        }
    }

    @SuppressWarnings("unchecked")
    static <E extends Exception> E unchecked(Exception e) throws E {
        throw (E) e;
    }

    /** Judges all of them; prints one line for each that is passed, and how many there were. */
    static void judge(Class<?> answer, java.util.concurrent.Callable<?> check) {
        String rejected = message(null, check);
        if (rejected != null) {
            throw new AssertionError("the solution, called by a method of the same name, is rejected: " + rejected);
        }
        var lines = new java.util.ArrayList<String>();
        int count = 0;
        for (Fake fake : of(answer)) {
            String message = message(fake, check);
            if (fake.mayNotFit && !fitted) {
                continue;
            }
            count++;
            String what = "an answer whose " + fake.method + " " + fake.does;
            if (message == null) {
                lines.add(what + " passes" + (calls == 0 ? ": no trial calls it" : ": a trial is missing"));
            } else if (!message.contains(fake.says())) {
                lines.add(what + " is not told \"" + fake.says().strip() + "\", but: " + message.replace("\n", " / "));
            }
        }
        lines.forEach(System.out::println);
        System.out.println(count + " tried");
    }

    /** What the check says of an answer; null if it passes. */
    static String message(Fake fake, java.util.concurrent.Callable<?> check) {
        now = fake;
        calls = 0;
        first = null;
        fitted = false;
        try {
            check.call();
            return null;
        } catch (Throwable e) {
            return String.valueOf(e.getMessage());
        } finally {
            now = null;
            repairs.forEach(Runnable::run);
            repairs.clear();
        }
    }

    static java.util.List<Fake> of(Class<?> answer) {
        var fakes = new java.util.ArrayList<Fake>();
        for (var method : answer.getDeclaredMethods()) {
            if (!method.isSynthetic()) {
                values(fakes, method.getName(), method.getReturnType(), method.getParameterCount() == 0);
                for (int i = 0; i < method.getParameterCount(); i++) {
                    arguments(fakes, method, i);
                }
            }
        }
        return fakes;
    }

    /** Of a method without arguments one answer is right, whenever it comes: only another is wrong. */
    static void values(java.util.List<Fake> fakes, String name, Class<?> type, boolean constant) {
        if (type == void.class) {
            return;
        }
        for (double value : new double[]{0, 1, -1, Double.NaN}) {
            if (canBe(type, value)) {
                String text = gradus.tensor.Numbers.text(value, 1);
                fakes.add(new Fake(name, "gives " + text + " everywhere", constant, (right, given) -> each(right.call(), v -> {
                    fitted |= v != value;
                    return value;
                })));
            }
        }
        if (!constant) {
            fakes.add(new Fake(name, "gives its first answer again and again", false, (right, given) -> {
                first = first == null ? right.call() : first;
                return first;
            }));
        }
        if (canBe(type, 0.5) || canBe(type, 2)) {
            fakes.add(new Fake(name, "keeps a sum from one call to the next", false, (right, given) -> {
                int before = calls - 1;
                return before == 0 ? right.call() : each(right.call(), v -> v + before);
            }));
        }
        if (!type.isPrimitive()) {
            fakes.add(new Fake(name, "gives null", false, (right, given) -> null));
            fakes.add(new Fake(name, "gives nothing but an empty " + type.getSimpleName(), true,
                    (right, given) -> empty(right.call())));
        }
    }

    static void arguments(java.util.List<Fake> fakes, java.lang.reflect.Method method, int i) {
        String name = method.getName();
        Class<?> type = method.getReturnType();
        Class<?> argument = method.getParameterTypes()[i];
        String which = "argument " + (i + 1);
        if (type == argument) {
            fakes.add(new Fake(name, "gives " + which + " back", false, (right, given) -> given[i]));
        }
        // a method that gives nothing is there to change what it is given
        if (type == void.class || !argument.isArray() && argument != gradus.tensor.Tensor.class) {
            return;
        }
        fakes.add(new Fake(name, "overwrites " + which + " before it computes", true, (right, given) -> {
            overwrite(given[i]);
            return right.call();
        }));
        fakes.add(new Fake(name, "overwrites " + which + AT_THE_END, true, (right, given) -> {
            Object answer = right.call();
            // an array may be the argument itself; a tensor keeps how it came to be
            answer = answer instanceof gradus.tensor.Tensor ? answer : each(answer, v -> v);
            overwrite(given[i]);
            return answer;
        }));
        if (type == argument) {
            fakes.add(new Fake(name, "computes in " + which + " and gives it back", true,
                    (right, given) -> into(given[i], right.call())));
        }
    }

    static boolean canBe(Class<?> type, double value) {
        Class<?> one = type;
        while (one.isArray()) {
            one = one.getComponentType();
        }
        return one == boolean.class ? value == 0 || value == 1
                : one == int.class || one == long.class ? value == Math.rint(value)
                : one == double.class || one == gradus.tensor.Tensor.class || java.util.Map.class.isAssignableFrom(one)
                || java.util.List.class.isAssignableFrom(one);
    }

    /** The same with every number changed, in its shape; what holds no numbers is itself. */
    static Object each(Object value, java.util.function.DoubleUnaryOperator change) {
        if (value instanceof Double number) {
            return change.applyAsDouble(number);
        }
        if (value instanceof Integer number) {
            return (int) change.applyAsDouble(number);
        }
        if (value instanceof Long number) {
            return (long) change.applyAsDouble(number);
        }
        if (value instanceof Boolean yes) {
            return change.applyAsDouble(yes ? 1 : 0) > 0;
        }
        if (value instanceof gradus.tensor.Tensor tensor) {
            return tensor.detach().map(change);
        }
        if (value instanceof java.util.Map<?, ?> map) {
            var changed = new java.util.LinkedHashMap<Object, Object>();
            map.forEach((key, part) -> changed.put(key, each(part, change)));
            return changed;
        }
        if (value instanceof java.util.List<?> list) {
            return list.stream().map(part -> each(part, change)).toList();
        }
        if (value == null || !value.getClass().isArray()) {
            return value;
        }
        int length = java.lang.reflect.Array.getLength(value);
        Object changed = java.lang.reflect.Array.newInstance(value.getClass().getComponentType(), length);
        for (int i = 0; i < length; i++) {
            java.lang.reflect.Array.set(changed, i, each(java.lang.reflect.Array.get(value, i), change));
        }
        return changed;
    }

    static Object empty(Object value) {
        Object empty = value instanceof gradus.tensor.Tensor ? gradus.tensor.Tensors.tensor(new double[0])
                : value instanceof java.util.Map ? java.util.Map.of() : value instanceof java.util.List ? java.util.List.of()
                : value instanceof String ? "" : value != null && value.getClass().isArray()
                ? java.lang.reflect.Array.newInstance(value.getClass().getComponentType(), 0) : null;
        fitted = empty != null;
        return empty;
    }

    /** Puts another number in the place of each. */
    static void overwrite(Object given) {
        into(given, each(given, v -> v == 0 ? 1 : -v));
    }

    /** Copies an answer into an argument of the same shape, and gives that back; another shape stays as it is. */
    static Object into(Object given, Object answer) {
        if (given instanceof gradus.tensor.Tensor to && answer instanceof gradus.tensor.Tensor from
                && java.util.Arrays.equals(to.shape(), from.shape())) {
            into(to.data(), from.toArray());
            return given;
        }
        if (given == null || answer == null || !given.getClass().isArray() || given.getClass() != answer.getClass()
                || java.lang.reflect.Array.getLength(given) != java.lang.reflect.Array.getLength(answer)) {
            return answer;
        }
        int length = java.lang.reflect.Array.getLength(given);
        for (int i = 0; i < length; i++) {
            int at = i;
            Object old = java.lang.reflect.Array.get(given, i);
            Object next = java.lang.reflect.Array.get(answer, i);
            if (given instanceof Object[] && old != null) {
                into(old, next);
            } else {
                repairs.add(0, () -> java.lang.reflect.Array.set(given, at, old));
                java.lang.reflect.Array.set(given, i, next);
                fitted = true;
            }
        }
        return given;
    }
}
