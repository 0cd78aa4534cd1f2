package skald.users.adapter.in;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import skald.toolkit.http.Access;
import skald.toolkit.http.Problem;
import skald.toolkit.http.Request;
import skald.toolkit.http.Response;
import skald.toolkit.http.Routes;
import skald.users.application.SignIn;
import skald.users.application.SignIn.Outcome;
import skald.users.domain.EmailAddress;
import skald.users.domain.Password;

/** Sessions over HTTP: signing in, staying signed in, signing out; and the public keys of the tokens. */
public final class SessionsApi {
    private static final int LONGEST_TOKEN = 200;
    private static final int LONGEST_ADDRESS = 254;

    /** How a signed-in user goes on. The access token goes into the Authorization header, the other one back here. */
    record SessionView(
            UUID userId,
            List<String> roles,
            String accessToken,
            String tokenType,
            Instant accessTokenEndsAt,
            String refreshToken) {}

    /** Where the public keys of the tokens come from. */
    @FunctionalInterface
    public interface PublicKeys {
        /** A JSON Web Key Set (RFC 7517). */
        String json();
    }

    private final SignIn signIn;
    private final PublicKeys keys;

    public SessionsApi(SignIn signIn, PublicKeys keys) {
        this.signIn = signIn;
        this.keys = keys;
    }

    /** Adds the endpoints. They do not look at access tokens: a client whose token has ended comes here for another. */
    public void routes(Routes routes) {
        routes.post("/v1/sessions", Access.anyone(), this::open);
        routes.post("/v1/sessions/refresh", Access.anyone(), this::refresh);
        routes.post("/v1/sessions/end", Access.anyone(), this::end);
        routes.get(
                "/.well-known/jwks.json", Access.anyone(), _ -> Response.text("application/jwk-set+json", keys.json()));
    }

    private Response open(Request request) {
        record Form(String email, String password) {}
        Form form = request.json(
                fields -> new Form(fields.text("email", LONGEST_ADDRESS), fields.text("password", Password.LONGEST)));
        EmailAddress email;
        Password password;
        try {
            email = new EmailAddress(form.email());
            password = new Password(form.password());
        } catch (IllegalArgumentException _) {
            // What cannot be right is not told apart from what is wrong.
            return Response.of(wrong());
        }
        return answer(201, signIn.with(email, password, request.peer()));
    }

    private Response refresh(Request request) {
        return answer(200, signIn.again(request.json(fields -> fields.text("refreshToken", LONGEST_TOKEN))));
    }

    private Response end(Request request) {
        signIn.end(request.json(fields -> fields.text("refreshToken", LONGEST_TOKEN)));
        return Response.noContent();
    }

    private static Response answer(int status, Outcome outcome) {
        return outcome instanceof Outcome.SignedIn signedIn
                ? Response.json(
                        status,
                        new SessionView(
                                signedIn.user().id(),
                                signedIn.user().roles().words(),
                                signedIn.accessToken().text(),
                                "Bearer",
                                signedIn.accessToken().endsAt(),
                                signedIn.refreshToken()))
                : Response.of(problem(outcome));
    }

    static Problem problem(Outcome outcome) {
        return switch (outcome) {
            case Outcome.SignedIn _ -> throw new IllegalArgumentException("that is no problem");
            case Outcome.Refused _ -> wrong();
            case Outcome.TooOften(var wait) -> Problem.tooManyRequests(wait);
        };
    }

    private static Problem wrong() {
        return Problem.of(
                        401, "wrong-credentials", "That is not right, or no longer. Sign in with e-mail and password.")
                .withHeader("WWW-Authenticate", "Bearer");
    }
}
