package dev.rolecall.views.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadPoolTest {

  @TempDir Path folder;

  @Test
  void readersCannotWrite() throws Exception {
    try (FedView view = FedView.of(folder.resolve("words.db"), Words.LAYOUT, Words::apply)) {
      assertThatThrownBy(() ->
              view.read(file -> {
                file.run("DELETE FROM words");
                return 0;
              }))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void aReadThatFailsCostsNoConnection() throws Exception {
    try (FedView view = FedView.of(folder.resolve("words.db"), Words.LAYOUT, Words::apply)) {
      for (int i = 0; i < 10; i++) {
        assertThatThrownBy(() -> view.read(file -> file.read(row -> 1, "SELECT x FROM nowhere")))
            .isInstanceOf(IllegalStateException.class);
      }
      assertThat(view.list(Words::all)).isEmpty();
    }
  }

  @Test
  void whatAQuestionThrowsReachesWhoAsked() throws Exception {
    try (FedView view = FedView.of(folder.resolve("words.db"), Words.LAYOUT, Words::apply)) {
      assertThatThrownBy(() ->
              view.read(file -> {
                throw new IllegalArgumentException("not understood");
              }))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("not understood");
    }
  }

  @Test
  void aScanThatTakesLongLeavesAConnectionToOtherReads() throws Exception {
    CountDownLatch under = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    try (FedView view = FedView.of(folder.resolve("words.db"), Words.LAYOUT, Words::apply)) {
      CompletableFuture<List<String>> scan =
          CompletableFuture.supplyAsync(() ->
              view.scan(file -> {
                under.countDown();
                await(end);
                return Words.all(file);
              }));
      await(under);
      assertThatThrownBy(() -> view.scan(Words::all)).isInstanceOf(ViewBusyException.class);
      assertThat(view.list(Words::all)).isEmpty();
      end.countDown();
      assertThat(scan.get(10, TimeUnit.SECONDS)).isEmpty();
      assertThat(view.scan(Words::all)).isEqualTo(List.of());
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void oneReadSeesOneState() throws Exception {
    try (FedView view = FedView.of(folder.resolve("words.db"), Words.LAYOUT, Words::apply)) {
      view.apply(Words.word(0, "a", "1"));
      boolean same =
          view.read(file -> {
            List<String> before = Words.all(file);
            view.apply(Words.word(1, "b", "2"));
            return before.equals(Words.all(file));
          });
      assertThat(same).isTrue();
      assertThat(view.list(Words::all)).containsExactly("a=1", "b=2");
    }
  }
}
