package io.sekat.streams.core.casefile;

/**
 * How many reports name an account or number.
 *
 * @param reports how many of them there are
 * @param sayingProtected how many of them say that it is protected
 */
public record Namings(int reports, int sayingProtected) {
    public static final Namings NONE = new Namings(0, 0);

    /**
     * Whether it joins the reports that name it to one case: it is neither protected nor too common.
     *
     * @param most reports that it joins at most
     */
    boolean joins(int most) {
        return sayingProtected == 0 && reports <= most;
    }

    Namings with(boolean isProtected) {
        return new Namings(reports + 1, sayingProtected + (isProtected ? 1 : 0));
    }

    Namings without(boolean isProtected) {
        return new Namings(reports - 1, sayingProtected - (isProtected ? 1 : 0));
    }
}
