package skald.toolkit.http;

/**
 * The one place where the caller of a request becomes known. The edge asks it once per request, on first use of
 * {@link Request#caller()}; endpoints never look at credentials themselves.
 *
 * <p>Implementations are called from many threads and throw {@link ProblemException} (401, 403) to refuse.
 */
@FunctionalInterface
public interface Callers {

    Caller of(Request request);

    /** Everyone is the operator of this machine: right as long as the server listens on loopback only. */
    static Callers everyoneIsTheOperator() {
        return _ -> Caller.operator();
    }
}
