package skald.platform.cli;

import java.io.PrintStream;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import skald.platform.importer.Console;

/** Shows bars on a terminal. */
final class TerminalConsole implements Console {

    private static final int WIDTH = 79;
    private static final int UPDATE_MILLIS = 200;

    private final PrintStream err;
    private final boolean colours;

    TerminalConsole(PrintStream err, boolean colours) {
        this.err = err;
        this.colours = colours;
    }

    @Override
    public void say(String message) {
        err.println(message);
    }

    @Override
    public Progress begin(String name, long total) {
        ProgressBar bar = new ProgressBarBuilder()
                .setTaskName(name)
                .setInitialMax(total)
                .setStyle(colours ? ProgressBarStyle.COLORFUL_UNICODE_BLOCK : ProgressBarStyle.UNICODE_BLOCK)
                .setUpdateIntervalMillis(UPDATE_MILLIS)
                .setConsumer(new ConsoleProgressBarConsumer(err, WIDTH))
                .build();
        return new Progress() {
            @Override
            public void step() {
                bar.step();
            }

            @Override
            public void close() {
                bar.close();
            }
        };
    }
}
