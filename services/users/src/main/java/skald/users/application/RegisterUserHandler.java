package skald.users.application;

import java.util.UUID;
import skald.contracts.users.UserRegistered;
import skald.toolkit.Handler;
import skald.toolkit.Message;
import skald.toolkit.Needs;
import skald.toolkit.Work;
import skald.users.domain.Credential;
import skald.users.domain.EmailClaim;
import skald.users.domain.User;

/** Registers a user, unless somebody else has the address. */
public final class RegisterUserHandler implements Handler<RegisterUser> {
    private final Users users;
    private final EmailClaims claims;
    private final Credentials credentials;

    /** Decides over these states. */
    public RegisterUserHandler(Users users, EmailClaims claims, Credentials credentials) {
        this.users = users;
        this.claims = claims;
        this.credentials = credentials;
    }

    @Override
    public void needs(Message<RegisterUser> message, Needs needs) {
        RegisterUser command = message.body();
        needs.of(users, command.userId())
                .of(claims, command.email().normalized())
                .of(credentials, command.userId());
    }

    @Override
    public void decide(Message<RegisterUser> message, Work work) {
        RegisterUser command = message.body();
        String address = command.email().normalized();
        if (work.get(claims, address) != null) {
            work.refuse(new RegisterUser.EmailTaken());
            return;
        }
        UUID id = command.userId();
        work.put(claims, address, new EmailClaim(id));
        work.put(users, id, new User.Registered(id, command.email(), command.name(), command.roles(), work.now()));
        String passwordHash = command.passwordHash();
        if (passwordHash != null) {
            work.put(credentials, id, new Credential(passwordHash, work.now()));
        }
        work.publish(
                id.toString(),
                new UserRegistered(
                        id.toString(),
                        command.email().text(),
                        command.name(),
                        command.roles().words()));
        work.reply(new RegisterUser.Registration(id, work.now()));
    }
}
