package skald.orderviews.application;

/** The search engine cannot be asked at the moment, or has no index yet. Nothing is lost: it catches up later. */
public final class SearchAwayException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SearchAwayException(String message) {
        super(message);
    }

    public SearchAwayException(String message, Throwable cause) {
        super(message, cause);
    }
}
