package gradus.check;

import gradus.tensor.Tensor;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;

/** Remembers the numbers that an answer is given, to see afterwards whether it changed them. */
final class Given {

    private Given() {
    }

    /** All that can be overwritten in a value, copied: arrays and tensors, also those in arrays and records. */
    static Object copy(Object value) {
        if (value instanceof Tensor tensor) {
            return tensor.toArray();
        }
        if (value instanceof Record record) {
            return copy(components(record));
        }
        if (value instanceof Object[] array) {
            return Arrays.stream(array).map(Given::copy).toArray();
        }
        if (value == null || !value.getClass().isArray()) {
            return value;
        }
        Object copy = Array.newInstance(value.getClass().getComponentType(), Array.getLength(value));
        System.arraycopy(value, 0, copy, 0, Array.getLength(value));
        return copy;
    }

    /** Whether two copies hold the same; NaN is the same as NaN. */
    static boolean same(Object one, Object other) {
        return Arrays.deepEquals(new Object[]{one}, new Object[]{other});
    }

    /** The values in a record, in their order. */
    static Object[] components(Record record) {
        return Arrays.stream(record.getClass().getRecordComponents()).map(RecordComponent::getAccessor)
                .map(accessor -> read(record, accessor)).toArray();
    }

    private static Object read(Record record, Method accessor) {
        try {
            accessor.setAccessible(true);                    // a record of a cell may be private to it
            return accessor.invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(accessor.getName() + "() of " + record.getClass().getSimpleName()
                    + " cannot be read: " + e, e);
        }
    }
}
