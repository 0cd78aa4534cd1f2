package skald.users.adapter.in;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import skald.toolkit.Idempotency;
import skald.toolkit.Reply;
import skald.toolkit.Service;
import skald.toolkit.http.Access;
import skald.toolkit.http.Caller;
import skald.toolkit.http.Cursor;
import skald.toolkit.http.Fields;
import skald.toolkit.http.Page;
import skald.toolkit.http.Problem;
import skald.toolkit.http.Request;
import skald.toolkit.http.Response;
import skald.toolkit.http.Routes;
import skald.users.application.ChangePassword;
import skald.users.application.ChangeRoles;
import skald.users.application.EraseUser;
import skald.users.application.Passwords;
import skald.users.application.Refused;
import skald.users.application.RegisterUser;
import skald.users.application.SignIn;
import skald.users.application.Users;
import skald.users.domain.EmailAddress;
import skald.users.domain.Password;
import skald.users.domain.Role;
import skald.users.domain.Roles;
import skald.users.domain.User;

/**
 * Users over HTTP. An erased user answers 410: the id was right, and nothing can be said about it any more. Customers see
 * and erase themselves only; giving roles is an admin's business.
 */
public final class UsersApi {
    private static final int LONGEST_NAME = 200;

    private final Service runtime;
    private final Users users;
    private final Passwords passwords;
    private final SignIn signIn;

    private record Form(EmailAddress email, String name, Roles roles, Optional<Password> password) {}

    /** Commands go to {@code runtime}, questions to {@code users}. */
    public UsersApi(Service runtime, Users users, Passwords passwords, SignIn signIn) {
        this.runtime = runtime;
        this.users = users;
        this.passwords = passwords;
        this.signIn = signIn;
    }

    /** Adds the endpoints. */
    public void routes(Routes routes) {
        // A shop's customers register themselves.
        routes.post("/v1/users", Access.anyone(), this::register);
        routes.get("/v1/users", Access.staff(), this::list);
        routes.get("/v1/users/me", Access.ownOrStaff(), this::me);
        routes.get("/v1/users/{id}", Access.ownOrStaff(), this::show);
        routes.put("/v1/users/{id}/roles", Access.admins(), this::changeRoles);
        routes.put("/v1/users/{id}/password", Access.ownOrAdmins(), this::changePassword);
        routes.delete("/v1/users/{id}", Access.ownOrAdmins(), this::erase);
    }

    private Response register(Request request) {
        Caller.Role role = request.caller().role();
        // A customer who is signed in is as much a stranger to the one who is to be registered.
        boolean stranger = role == Caller.Role.ANONYMOUS || role == Caller.Role.CUSTOMER;
        Form form = request.json(fields -> form(fields, stranger));
        if (!form.roles().equals(Roles.ofCustomer())) {
            requireAdmin(request);
        }
        if (stranger) {
            signIn.countStranger(request.peer()).ifPresent(wait -> {
                throw Problem.tooManyRequests(wait).exception();
            });
        }
        String same = String.join(
                "\n",
                form.email().text(),
                form.name(),
                String.join(",", form.roles().words()));
        Idempotency idempotency = request.idempotencyOf(same).orElse(null);
        UUID id = runtime.newId(idempotency);
        String passwordHash = form.password().map(passwords::hash).orElse(null);
        RegisterUser command = new RegisterUser(id, form.email(), form.name(), form.roles(), passwordHash);
        Reply reply = call(request, id, command, idempotency);
        return switch (reply.body()) {
            case RegisterUser.Registration done ->
                Response.created("/v1/users/" + done.userId(), UserView.of(command, done))
                        .withReply(reply);
            case RegisterUser.EmailTaken _ -> Response.of(emailTaken());
            default -> throw unexpected(reply);
        };
    }

    /** All fields are read before a value is made of one: a value of a wrong field ends the mapping. */
    private static Form form(Fields fields, boolean passwordRequired) {
        String email = fields.email("email");
        String name = fields.text("name", LONGEST_NAME);
        Roles roles = fields.has("roles") ? roles(fields) : Roles.ofCustomer();
        Optional<Password> password = passwordRequired
                ? Optional.of(fields.text("password", Password.LONGEST, Password::new))
                : fields.optionalText("password", Password.LONGEST, Password::new);
        return new Form(new EmailAddress(email), name, roles, password);
    }

    private Response me(Request request) {
        return users.registered(callersId(request))
                .map(user -> Response.ok(UserView.of(user)))
                .orElseGet(() -> Response.of(gone()));
    }

    private static UUID callersId(Request request) {
        try {
            return UUID.fromString(request.caller().id());
        } catch (IllegalArgumentException _) {
            throw Problem.notFound("The operator of the machine is no user; sign in as one.")
                    .exception();
        }
    }

    /** Whoever changes the own password shows the old one: a session left open is not enough. */
    private Response changePassword(Request request) {
        record Change(Password password, Optional<Password> current) {}
        UUID id = ownId(request);
        boolean own = request.caller().id().equals(id.toString());
        Change change = request.json(fields -> new Change(
                fields.text("password", Password.LONGEST, Password::new),
                own
                        ? Optional.of(fields.text("currentPassword", Password.LONGEST, Password::new))
                        : fields.optionalText("currentPassword", Password.LONGEST, Password::new)));
        if (own) {
            signIn.confirm(id, change.current().orElseThrow()).ifPresent(refused -> {
                throw SessionsApi.problem(refused).exception();
            });
        }
        Reply reply = call(request, id, new ChangePassword(id, passwords.hash(change.password())), null);
        return switch (reply.body()) {
            case ChangePassword.PasswordChanged _ -> Response.noContent().withReply(reply);
            case Refused refused -> Response.of(problem(refused, id));
            default -> throw unexpected(reply);
        };
    }

    private Response show(Request request) {
        UUID id = ownId(request);
        return switch (find(id)) {
            case null -> Response.of(unknown(id));
            case User.Erased _ -> Response.of(gone());
            case User.Registered user -> Response.ok(UserView.of(user));
        };
    }

    private Response list(Request request) {
        record Search(Optional<String> email, int limit, Optional<UUID> after) {}
        Search search = request.query(query ->
                new Search(query.optionalText("email", 254), query.limit(), query.after(cursor -> cursor.uuid(0))));
        @Nullable UUID after = search.after().orElse(null);
        List<User.Registered> found = search.email().isPresent()
                ? owner(search.email().get())
                        .filter(user -> after == null || user.id().compareTo(after) > 0)
                        .stream()
                        .toList()
                : users.list(after, search.limit() + 1);
        return Response.page(
                request,
                Page.cut(found, search.limit(), user -> Cursor.of(user.id())).map(UserView::of));
    }

    /** What is no address belongs to nobody. */
    private Optional<User.Registered> owner(String email) {
        try {
            return users.byEmail(new EmailAddress(email).normalized());
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private Response changeRoles(Request request) {
        UUID id = request.pathUuid("id");
        Roles roles = request.json(UsersApi::roles);
        Reply reply = call(request, id, new ChangeRoles(id, roles), null);
        return switch (reply.body()) {
            case ChangeRoles.RolesChanged _ -> show(request).withReply(reply);
            case Refused refused -> Response.of(problem(refused, id));
            default -> throw unexpected(reply);
        };
    }

    private Response erase(Request request) {
        UUID id = ownId(request);
        return switch (find(id)) {
            case null -> Response.of(unknown(id));
            case User.Erased _ -> Response.noContent();
            case User.Registered user -> {
                Reply reply = call(request, id, new EraseUser(id, user.email()), null);
                yield switch (reply.body()) {
                    case EraseUser.Erasure _ -> Response.noContent().withReply(reply);
                    case Refused refused -> Response.of(problem(refused, id));
                    default -> throw unexpected(reply);
                };
            }
        };
    }

    private Reply call(Request request, UUID id, Object command, @Nullable Idempotency idempotency) {
        return runtime.call(id.toString(), command, idempotency, request.trace().traceparent());
    }

    private @Nullable User find(UUID id) {
        return runtime.read(tx -> {
            var found = users.load(tx, List.of(id)).get(id);
            return found == null ? null : found.state();
        });
    }

    private static Roles roles(Fields fields) {
        List<String> words = fields.texts("roles", 1, Role.values().length, 20);
        for (String word : words) {
            if (Role.of(word).isEmpty()) {
                fields.refuse("roles", "not-allowed", "must be some of customer, support, admin, not \"" + word + '"');
            }
        }
        return Roles.of(words);
    }

    /** The id in the path, if it is within the caller's reach. */
    private static UUID ownId(Request request) {
        UUID id = request.pathUuid("id");
        if (!request.reaches(id)) {
            throw unknown(id).exception();
        }
        return id;
    }

    private static void requireAdmin(Request request) {
        if (request.caller().role() != Caller.Role.ADMIN) {
            throw forbidden("give roles").exception();
        }
    }

    private static Problem problem(Refused refused, UUID id) {
        return switch (refused) {
            case Refused.Unknown _ -> unknown(id);
            case Refused.Gone _ -> gone();
        };
    }

    private static Problem unknown(UUID id) {
        return Problem.notFound("There is no user " + id + ".");
    }

    private static Problem gone() {
        return Problem.of(410, "user.erased", "This user was erased; nothing is known about the person any more.");
    }

    private static Problem forbidden(String what) {
        return Problem.of(403, "forbidden", "You may not " + what + "; ask an admin.");
    }

    private static Problem emailTaken() {
        return Problem.conflict("user.email-taken", "Another user has this e-mail address; use another one.")
                .withErrors(List.of(
                        new Problem.FieldError("/email", "user.email-taken", "belongs to another user already")));
    }

    private static IllegalStateException unexpected(Reply reply) {
        return new IllegalStateException(
                "not an answer to this request: " + reply.body().getClass());
    }
}
