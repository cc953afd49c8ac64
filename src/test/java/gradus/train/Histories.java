package gradus.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Histories with given values, for tests of what shows them. */
public final class Histories {

    private Histories() {}

    /** A run that was to have so many epochs, with its measures so far; all arrays are equally long. */
    public static History of(int planned, String ending, Map<String, double[]> measures) {
        History history = new History("a net on data", planned, null);
        int epochs = measures.values().iterator().next().length;
        for (int epoch = 0; epoch < epochs; epoch++) {
            Map<String, Double> values = new LinkedHashMap<>();
            for (Map.Entry<String, double[]> measure : measures.entrySet()) values.put(measure.getKey(), measure.getValue()[epoch]);
            history.add(values, 0.1, new double[]{1, 1});
        }
        history.end(ending);
        return history;
    }

    /** A range test with given rates and losses, which are not smoothed. */
    public static RangeCurve curve(List<Double> rates, List<Double> losses) {
        return new RangeCurve(rates, losses, losses, "");
    }
}
