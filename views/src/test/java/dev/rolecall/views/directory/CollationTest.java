package dev.rolecall.views.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CollationTest {

  @ParameterizedTest
  @CsvSource({"STRASSE,straße", "ΟΔΟΣ,οδος", "ΟΔΟΣ,οδοσ", "Éa,éA", "ſ,S", "İx,i̇X"})
  void lettersMeetTheirOtherForms(String one, String other) {
    assertThat(Collation.fold(one)).isEqualTo(Collation.fold(other));
  }

  @Test
  void theBeginningOfATextFoldsToTheBeginningOfItsFold() {
    String text = "İΟΔΟΣ straße ſẞ ΣΣ-Σ";
    for (int end = 0; end <= text.length(); end++) {
      assertThat(Collation.fold(text)).startsWith(Collation.fold(text.substring(0, end)));
    }
  }

  @Test
  void theOrderIsThatOfUtf8() {
    List<String> texts = List.of("", "a", "aa", "b", "\u00e9", "\ud7ff", "\ue000", "\uffff", "😀");
    for (String left : texts) {
      for (String right : texts) {
        assertThat(Integer.signum(Collation.compare(left, right)))
            .isEqualTo(
                Integer.signum(
                    Arrays.compareUnsigned(
                        left.getBytes(StandardCharsets.UTF_8),
                        right.getBytes(StandardCharsets.UTF_8))));
      }
    }
  }

  @Test
  void aSortKeyEndsBetweenLettersAndNotWithinOne() {
    assertThat(Collation.sorted("😀".repeat(300))).isEqualTo("😀".repeat(256));
    assertThat(Collation.sorted("short")).isEqualTo("short");
  }

  @Test
  void theSuccessorIsAboveAllThatBeginSo() {
    assertThat(Where.successor("ab")).hasValue("ac");
    assertThat(Where.successor("\ud7ff")).hasValue("\ue000");
    assertThat(Where.successor("a" + Character.toString(Character.MAX_CODE_POINT))).hasValue("b");
    assertThat(Where.successor("")).isEmpty();
  }
}
