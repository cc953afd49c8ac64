package gradus.javakernel.help;

import java.util.Collection;

/** Finds the name that was probably meant. */
final class Spelling {
    private Spelling() {}

    /**
     * The name among those that exist which is nearest to a misspelt one; null when none is near.
     *
     * <p>Near is a third of the length: one slip in three to five letters, two in six to eight. Among equals the one
     * with the same first letter comes first, then one with the same letter in another case, then the alphabet decides.
     */
    static String closest(String name, Collection<String> existing) {
        String best = null;
        double least = Math.max(1, name.length() / 3) + 0.5;
        for (String candidate : existing.stream().distinct().sorted().toList()) {
            if (candidate.equals(name) || candidate.length() < 2 || name.length() < 2) continue;
            double distance = distance(name.toLowerCase(), candidate.toLowerCase());
            if (Character.toLowerCase(name.charAt(0)) != Character.toLowerCase(candidate.charAt(0))) distance += 0.4;
            else if (name.charAt(0) != candidate.charAt(0)) distance += 0.2;
            if (distance < least) {
                least = distance;
                best = candidate;
            }
        }
        return best;
    }

    /** The least number of letters inserted, left out, replaced, or swapped with their neighbour. */
    static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                boolean same = a.charAt(i - 1) == b.charAt(j - 1);
                d[i][j] = Math.min(d[i - 1][j - 1] + (same ? 0 : 1), 1 + Math.min(d[i - 1][j], d[i][j - 1]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
