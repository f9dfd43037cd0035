package dev.rolecall.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.connectors.tool.ConnectorType;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class EveryToolHasItsContractTest {

  @TestFactory
  Stream<DynamicTest> aRegisteredTypeIsHeldToTheContract() {
    return ConnectorTypes.all().stream()
        .map(type -> DynamicTest.dynamicTest(type.name(), () -> isHeldToTheContract(type)));
  }

  @Test
  void namesAreUniqueAndAsInTheConfiguration() {
    assertThat(ConnectorTypes.all())
        .extracting(ConnectorType::name)
        .doesNotHaveDuplicates()
        .allMatch(name -> name.matches("[a-z0-9][a-z0-9-]*"));
  }

  private static void isHeldToTheContract(ConnectorType type) throws ClassNotFoundException {
    String test = type.getClass().getName().replaceFirst("ConnectorType$", "ContractTest");
    assertThat(ToolContract.class).isAssignableFrom(Class.forName(test));
  }
}
