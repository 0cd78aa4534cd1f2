package skald.platform.cli;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Whether somebody watches. */
final class Terminal {

    private Terminal() {}

    /** Java knows only of input and output; {@code test -t 2} of POSIX looks at the standard error that it inherits. */
    static boolean watchesErrors() {
        try {
            Process test = new ProcessBuilder("test", "-t", "2").inheritIO().start();
            return test.waitFor(1, TimeUnit.SECONDS) && test.exitValue() == 0;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
