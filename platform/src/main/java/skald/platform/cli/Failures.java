package skald.platform.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;
import skald.platform.client.UnavailableException;
import skald.toolkit.http.Problem;
import skald.toolkit.http.ProblemException;

/** Tells people why a command did not do what they asked, and what to do next. */
final class Failures implements IParameterExceptionHandler, IExecutionExceptionHandler {

    private static final System.Logger LOG = System.getLogger(Failures.class.getName());

    /** A wrong command line: the reason, the nearest right word, the usage; of a group of commands, which there are. */
    @Override
    public int handleParseException(ParameterException failure, String[] arguments) {
        CommandLine command = failure.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(failure.getMessage());
        if (failure instanceof UnmatchedArgumentException unmatched) {
            nearest(command, unmatched).ifPresent(word -> err.println("Did you mean: " + word));
        }
        if (command.getSubcommands().isEmpty()) {
            // The whole help would push the reason off the screen.
            err.print("Usage: " + command.getHelp().synopsis("Usage: ".length()));
            err.println(command.getCommandSpec().qualifiedName() + " --help explains it.");
        } else {
            err.println();
            command.usage(err, command.getColorScheme());
        }
        return Exit.USAGE.code();
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult result) {
        PrintWriter err = command.getErr();
        return switch (failure) {
            case CommandException refusal -> {
                err.println(refusal.getMessage());
                yield refusal.exit().code();
            }
            case ProblemException refusal -> {
                explain(refusal.problem(), command, err);
                yield Exit.of(refusal.problem()).code();
            }
            case UnavailableException unavailable -> {
                err.println(unavailable.getMessage());
                yield Exit.UNAVAILABLE.code();
            }
            case InterruptedException _ -> Exit.INTERRUPTED.code();
            default -> {
                LOG.log(System.Logger.Level.DEBUG, "The command failed", failure);
                err.println(
                        "This is a defect in Skald: " + failure + ". Please report it with the command that you gave.");
                yield Exit.ERROR.code();
            }
        };
    }

    private static void explain(Problem problem, CommandLine command, PrintWriter err) {
        err.println(problem.detail().isEmpty() ? problem.title() : problem.detail());
        boolean toldAlready = problem.errors().size() == 1
                && problem.detail().contains(problem.errors().getFirst().pointer())
                && problem.detail().contains(problem.errors().getFirst().detail());
        for (Problem.FieldError error : toldAlready ? List.<Problem.FieldError>of() : problem.errors()) {
            String where = error.pointer().isEmpty() ? "the whole" : error.pointer();
            err.println("  " + where + ": " + error.detail());
        }
        err.println(advice(problem, command.getCommandSpec()));
    }

    private static String advice(Problem problem, CommandSpec command) {
        String trace = problem.traceId().map(id -> " (traceId " + id + ")").orElse("");
        return switch (Exit.of(problem)) {
            case NOT_FOUND -> "See what there is with a list command, such as: " + listOf(command);
            case CONFLICT -> "Look at how things stand now, then try again if it still makes sense.";
            case NOT_ALLOWED -> "Ask an operator of this Skald to do it, or to give you the role for it.";
            case UNAVAILABLE ->
                Optional.ofNullable(problem.headers().get("Retry-After"))
                        .map(seconds -> "Try again in " + seconds + " s.")
                        .orElse("Try again in a moment.");
            default ->
                problem.status() >= 500
                        ? "The log of the server says more" + trace + "."
                        : "Mend that and try again; " + command.qualifiedName() + " --help shows the form.";
        };
    }

    /** The sibling command that lists what the failed one looked for. */
    private static String listOf(CommandSpec command) {
        CommandSpec parent = command.parent();
        boolean listed = parent != null && parent.subcommands().containsKey("list");
        return listed ? parent.qualifiedName() + " list" : "skald product list";
    }

    private static Optional<String> nearest(CommandLine command, UnmatchedArgumentException unmatched) {
        List<String> words = unmatched.getUnmatched();
        if (words.isEmpty()) {
            return Optional.empty();
        }
        CommandSpec spec = command.getCommandSpec();
        Stream<String> known = unmatched.isUnknownOption()
                ? spec.optionsMap().keySet().stream()
                : spec.subcommands().keySet().stream();
        return Nearest.to(words.getFirst(), known.toList());
    }
}
