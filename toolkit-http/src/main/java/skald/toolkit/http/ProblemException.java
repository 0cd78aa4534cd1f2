package skald.toolkit.http;

/** A {@link Problem} on its way to the edge. It has no stack trace: it is an answer, not an accident. */
public final class ProblemException extends RuntimeException {

    private final transient Problem problem;

    public ProblemException(Problem problem) {
        super(problem.code() + ": " + problem.detail(), null, false, false);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
