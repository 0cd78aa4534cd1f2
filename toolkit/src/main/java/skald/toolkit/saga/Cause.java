package skald.toolkit.saga;

/** Why a saga goes backwards. */
public enum Cause {
    /** A participant refused a step for a business reason. */
    REFUSED,
    /** Someone asked for it. */
    CANCELLED,
    /** Its deadline passed before the pivot. */
    EXPIRED,
    /** A step's outcome stayed unknown until its attempts were exhausted. */
    UNKNOWN
}
