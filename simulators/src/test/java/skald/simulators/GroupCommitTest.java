package skald.simulators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GroupCommitTest {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void stop() {
        threads.close();
    }

    @Test
    void calls_that_wait_during_a_commit_share_the_next_one() throws Exception {
        CountDownLatch firstIsCommitting = new CountDownLatch(1);
        CountDownLatch othersWait = new CountDownLatch(1);
        List<List<Integer>> groups = new CopyOnWriteArrayList<>();
        GroupCommit<Integer, Integer> commits = new GroupCommit<>(
                calls -> {
                    groups.add(calls);
                    firstIsCommitting.countDown();
                    awaitQuietly(othersWait);
                    return calls.stream().map(call -> call * 2).toList();
                },
                threads);

        Future<Integer> first = threads.submit(() -> commits.call(0));
        firstIsCommitting.await();
        List<Future<Integer>> others = new ArrayList<>();
        CountDownLatch entering = new CountDownLatch(300);
        for (int i = 1; i <= 300; i++) {
            int call = i;
            others.add(threads.submit(() -> {
                entering.countDown();
                return commits.call(call);
            }));
        }
        entering.await();
        othersWait.countDown();

        assertThat(first.get()).isZero();
        for (int i = 1; i <= 300; i++) {
            assertThat(others.get(i - 1).get()).isEqualTo(2 * i);
        }
        assertThat(groups.stream().mapToInt(List::size).sum()).isEqualTo(301);
        assertThat(groups).allMatch(group -> group.size() <= 256).hasSizeLessThan(100);
    }

    @Test
    void a_call_that_cannot_be_carried_out_does_not_take_others_with_it() throws Exception {
        CountDownLatch firstIsCommitting = new CountDownLatch(1);
        CountDownLatch othersWait = new CountDownLatch(2);
        GroupCommit<String, String> commits = new GroupCommit<>(
                calls -> {
                    firstIsCommitting.countDown();
                    awaitQuietly(othersWait);
                    if (calls.contains("poison")) {
                        throw new IllegalArgumentException("poison");
                    }
                    return calls;
                },
                threads);

        Future<String> first = threads.submit(() -> commits.call("first"));
        firstIsCommitting.await();
        Future<String> poison = threads.submit(() -> {
            othersWait.countDown();
            return commits.call("poison");
        });
        Future<String> good = threads.submit(() -> {
            othersWait.countDown();
            return commits.call("good");
        });

        assertThat(first.get()).isEqualTo("first");
        assertThat(good.get()).isEqualTo("good");
        assertThatThrownBy(poison::get).isInstanceOf(ExecutionException.class).hasRootCauseMessage("poison");
        assertThat(commits.call("later")).isEqualTo("later");
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
