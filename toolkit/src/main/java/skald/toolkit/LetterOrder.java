package skald.toolkit;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What an operator wants done about a dead letter; its lane does it, so that it never meets a decision of the same key.
 *
 * @param answer gets the letter as it is afterwards
 */
record LetterOrder(
        DeadLetter.Verb verb,
        long letter,
        String who,
        @Nullable String reason,
        CompletableFuture<DeadLetter> answer) {}
