package skald.bench;

/** Is told how a saga ended; by any thread. */
public interface Ending {

    /** The order is durably confirmed or rejected. */
    void ended();

    /** The saga will not end: the run is worth nothing. */
    void failed(Throwable cause);
}
