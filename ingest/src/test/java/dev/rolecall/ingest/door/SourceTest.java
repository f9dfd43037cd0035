package dev.rolecall.ingest.door;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceTest {

  @ParameterizedTest
  @CsvSource({
    "203.0.113.7, 203.0.113.7, 203.0.113.0/24",
    "' 203.0.113.7:51000', 203.0.113.7, 203.0.113.0/24",
    "0.0.0.0, 0.0.0.0, 0.0.0.0/24",
    "2001:db8:1:2:3:4:5:6, 2001:db8:1:2:0:0:0:0, 2001:db8:1:0:0:0:0:0/48",
    "'[2001:db8:1:2::6]:443', 2001:db8:1:2:0:0:0:0, 2001:db8:1:0:0:0:0:0/48",
    "fe80::1%eth0, fe80:0:0:0:0:0:0:0, fe80:0:0:0:0:0:0:0/48",
    "::ffff:203.0.113.7, 203.0.113.7, 203.0.113.0/24",
  })
  void anAddressIsToldApartInMemoryAndWrittenDownAsItsNetwork(
      String address, String key, String network) {
    assertThat(Source.of(address)).isEqualTo(new Source(key, network));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "unknown",
        "idp.example",
        "1.2.3",
        "1.2.3.4.5",
        "256.1.1.1",
        "1.2.3.",
        ":::",
        "a:b:c:g"
      })
  void whatIsNoAddressIsUnknownAndAsksNoNameServer(String text) {
    assertThat(Source.of(text)).isEqualTo(Source.UNKNOWN);
  }

  @Test
  void nothingLongerThanAnAddressIsKept() {
    assertThat(Source.of("9".repeat(100_000) + ".1.1.1")).isEqualTo(Source.UNKNOWN);
  }
}
