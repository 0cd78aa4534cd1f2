package skald.toolkit.http;

/**
 * The one place where the caller of a request becomes known. The edge asks it once per request, for every route that is not
 * for anyone; endpoints never look at credentials themselves.
 *
 * <p>Implementations are called from many threads and throw {@link ProblemException} (401) for wrong credentials. Who sends
 * none is {@link Caller#anonymous}.
 */
@FunctionalInterface
public interface Callers {

    Caller of(Request request);

    /** Everyone is the operator of this machine: for tests of what comes after the door. */
    static Callers everyoneIsTheOperator() {
        return _ -> Caller.operator();
    }
}
