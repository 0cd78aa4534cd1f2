package skald.bench;

/** Is told how a saga ended; by any thread. */
public interface Ending {

    /** The order is durable and its customer has the answer; before {@link #ended}, and only if there is a customer. */
    default void accepted() {}

    /** The order is durably confirmed or rejected. */
    void ended();

    /** The saga will not end: the run is worth nothing. */
    void failed(Throwable cause);
}
