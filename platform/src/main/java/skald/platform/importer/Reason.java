package skald.platform.importer;

/** Why a line of the file is no line of an order. */
enum Reason {
    COLUMNS("wrong number of columns"),
    ENCODING("characters that are not in the file's encoding"),
    NO_INVOICE("no invoice number"),
    BAD_INVOICE("invoice number is not digits, or C and digits"),
    NO_CODE("no stock code"),
    SERVICE("stock code of a service, not of a product"),
    NO_DESCRIPTION("no description"),
    NO_CUSTOMER("no customer"),
    BAD_CUSTOMER("customer is not a number"),
    OTHER_CUSTOMER("another customer than in the invoice's first line"),
    NO_QUANTITY("no quantity"),
    BAD_QUANTITY("quantity is not a whole number"),
    NOT_SOLD("quantity is not positive"),
    NOT_TAKEN_BACK("quantity of a cancellation is not negative"),
    LARGE_QUANTITY("quantity is too large"),
    NO_PRICE("no price"),
    BAD_PRICE("price is not a number"),
    FREE("price is not positive"),
    FINE_PRICE("price has more digits after the point than the currency"),
    LARGE_PRICE("price is too large"),
    NO_DATE("no invoice date"),
    BAD_DATE("invoice date is not a date and time"),
    NO_COUNTRY("no country to ship to"),
    UNKNOWN_COUNTRY("unknown country"),
    MATCHES_NOTHING("cancels nothing that was imported"),
    ORDER_UNDER_WAY("cancels an order that has not come to its end yet: run the import again"),
    ORDER_NOT_SHIPPED("returns goods of an order that has not shipped yet: run the import again");

    private final String words;

    Reason(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }
}
