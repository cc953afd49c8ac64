package gradus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import gradus.tensor.Tensor;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What PyTorch gives in double precision, from torch.json, which src/test/python/make_torch_facts.py writes. */
public final class TorchFacts {

    private static final double TOLERANCE = 1e-12;

    private TorchFacts() { }

    /** All facts, by section. */
    public static JsonObject all() { return read("torch.json"); }

    /** What PyTorch was not at hand for: from numpy.json, which src/test/python/make_numpy_facts.py writes. */
    public static JsonObject ofNumpy() { return read("numpy.json"); }

    private static JsonObject read(String file) {
        try (var in = new InputStreamReader(TorchFacts.class.getResourceAsStream(file), StandardCharsets.UTF_8)) {
            return JsonParser.parseReader(in).getAsJsonObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Nested lists as a tensor. */
    public static Tensor tensor(JsonElement nested) {
        var shape = new ArrayList<Integer>();
        for (var inner = nested; inner.isJsonArray(); inner = inner.getAsJsonArray().get(0)) {
            shape.add(inner.getAsJsonArray().size());
        }
        var numbers = new ArrayList<Double>();
        collect(nested, numbers);
        return Tensor.of(numbers.stream().mapToDouble(d -> d).toArray(), shape.stream().mapToInt(d -> d).toArray());
    }

    private static void collect(JsonElement nested, List<Double> numbers) {
        if (nested.isJsonArray()) {
            nested.getAsJsonArray().forEach(inner -> collect(inner, numbers));
        } else {
            numbers.add(nested.getAsDouble());
        }
    }

    /** Of one shape, and within 1e-12 of the largest element, or of 1. */
    public static void near(JsonElement expected, Tensor actual, String what) {
        var numbers = tensor(expected);
        assertEquals(numbers.shapeText(), actual.shapeText(), what);
        double scale = Math.max(1, numbers.abs().max().item());
        assertArrayEquals(numbers.data(), actual.data(), TOLERANCE * scale, what);
    }
}
