package skald.contracts;

/** A stock keeping unit's code: 1 to 64 of letters, digits, dot, hyphen, underscore; upper and lower case differ. */
public record Sku(String code) {

    /** Refuses a code of another form. */
    public Sku {
        if (!isSku(code)) {
            throw new IllegalArgumentException(
                    "a SKU has 1 to 64 characters of A–Z, a–z, 0–9, dot, hyphen and underscore");
        }
    }

    /** Whether {@code code} has the form of a SKU. */
    public static boolean isSku(String code) {
        return code.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    }

    @Override
    public String toString() {
        return code;
    }
}
