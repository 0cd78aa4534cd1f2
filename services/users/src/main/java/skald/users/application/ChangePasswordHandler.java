package skald.users.application;

import skald.toolkit.Handler;
import skald.toolkit.Message;
import skald.toolkit.Needs;
import skald.toolkit.Work;
import skald.users.domain.Credential;
import skald.users.domain.User;

/** Replaces the credential of a registered user. */
public final class ChangePasswordHandler implements Handler<ChangePassword> {
    private final Users users;
    private final Credentials credentials;

    /** Decides over these states. */
    public ChangePasswordHandler(Users users, Credentials credentials) {
        this.users = users;
        this.credentials = credentials;
    }

    @Override
    public void needs(Message<ChangePassword> message, Needs needs) {
        needs.of(users, message.body().userId()).of(credentials, message.body().userId());
    }

    @Override
    public void decide(Message<ChangePassword> message, Work work) {
        ChangePassword command = message.body();
        switch (work.get(users, command.userId())) {
            case null -> work.refuse(new Refused.Unknown());
            case User.Erased _ -> work.refuse(new Refused.Gone());
            case User.Registered _ -> {
                work.put(credentials, command.userId(), new Credential(command.passwordHash(), work.now()));
                work.reply(new ChangePassword.PasswordChanged());
            }
        }
    }
}
