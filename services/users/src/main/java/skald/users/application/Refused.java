package skald.users.application;

/** Why a change of a user is refused. */
public sealed interface Refused {

    /** There never was such a user. */
    record Unknown() implements Refused {}

    /** The user is erased. */
    record Gone() implements Refused {}
}
