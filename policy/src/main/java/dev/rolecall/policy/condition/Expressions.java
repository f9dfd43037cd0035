package dev.rolecall.policy.condition;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.rolecall.policy.text.Nearest;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Compiles {@code when:} expressions (CEL). Each attribute is a variable of its own named {@code
 * user.name}, so that a misspelt one is an error when the policy is loaded; there is no clock.
 */
public final class Expressions {
  private static final CelOptions OPTIONS =
      CelOptions.current()
          // The runtime that plans expressions ahead knows no other way to compare numbers.
          .enableHeterogeneousNumericComparisons(true)
          .maxExpressionCodePointSize(ExpressionLimits.MAX_LENGTH)
          .maxParseRecursionDepth(ExpressionLimits.MAX_DEPTH)
          .maxParseExpressionNodeCount(ExpressionLimits.MAX_NODES)
          .maxParseErrorRecoveryLimit(ExpressionLimits.MAX_RECOVERIES)
          .comprehensionMaxIterations(ExpressionLimits.MAX_ITERATIONS)
          .maxRegexProgramSize(ExpressionLimits.MAX_REGEX_PROGRAM)
          .build();

  private static final String PREFIX = "user.";
  private static final String UNDECLARED = "undeclared reference";
  private static final Pattern NAME =
      Pattern.compile("[A-Za-z_][A-Za-z0-9_]*(?:\\.[A-Za-z_][A-Za-z0-9_]*)?");

  private final Map<String, Attribute> byVariable = new HashMap<>();
  private final CelCompiler compiler;
  private final CelRuntime runtime;

  public Expressions(Collection<Attribute> attributes) {
    CelCompilerBuilder builder =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .setResultType(SimpleType.BOOL);
    for (Attribute attribute : attributes) {
      byVariable.put(PREFIX + attribute.name(), attribute);
      builder.addVar(PREFIX + attribute.name(), type(attribute));
    }
    compiler = builder.build();
    runtime = CelRuntimeFactory.plannerRuntimeBuilder().setOptions(OPTIONS).build();
  }

  public Compiled compile(String expression) {
    CelValidationResult result = compiler.compile(expression);
    try {
      CelRuntime.Program program = runtime.createProgram(result.getAst());
      return new Compiled.Usable(new Expression(program));
    } catch (CelValidationException e) {
      return new Compiled.Refused(
          e.getErrors().stream().map(issue -> fault(issue, expression)).toList());
    } catch (CelEvaluationException e) {
      return new Compiled.Refused(
          List.of(new Compiled.Fault(1, 1, String.valueOf(e.getMessage()), null)));
    }
  }

  private Compiled.Fault fault(CelIssue issue, String expression) {
    int line = Math.max(1, issue.getSourceLocation().getLine());
    int column = Math.max(0, issue.getSourceLocation().getColumn());
    String text = expression.lines().skip(line - 1L).findFirst().orElse("");
    String name = issue.getMessage().startsWith(UNDECLARED) ? nameAt(text, column) : "";
    String message = name.isEmpty() ? issue.getMessage() : "there is no '" + name + "'";
    return new Compiled.Fault(line, column + 1, message + Caret.under(text, column), remedy(name));
  }

  private static String nameAt(String line, int column) {
    Matcher matcher = NAME.matcher(line);
    return column <= line.length() && matcher.find(column) && matcher.start() == column
        ? matcher.group()
        : "";
  }

  /** The attribute that a name probably means. */
  private @Nullable String remedy(String name) {
    if (name.isEmpty()) {
      return null;
    }
    return name.startsWith(PREFIX) || byVariable.containsKey(PREFIX + name)
        ? Nearest.remedy(
            name.startsWith(PREFIX) ? name : PREFIX + name, new TreeSet<>(byVariable.keySet()))
        : "conditions see attributes only, as in user.department; groups stand under 'groups:'";
  }

  private static CelType type(Attribute attribute) {
    return switch (attribute.type()) {
      case TEXT -> SimpleType.STRING;
      case FLAG -> SimpleType.BOOL;
      case NUMBER -> SimpleType.DOUBLE;
      case DATE -> SimpleType.TIMESTAMP;
      case TEXTS -> ListType.create(SimpleType.STRING);
      case NUMBERS -> ListType.create(SimpleType.DOUBLE);
    };
  }

  private final class Expression implements Condition {
    private final CelRuntime.Program program;

    Expression(CelRuntime.Program program) {
      this.program = program;
    }

    @Override
    public Verdict test(PersonValues person) {
      try {
        Object result =
            program.eval(name -> Optional.ofNullable(byVariable.get(name)).flatMap(person::known));
        return Boolean.TRUE.equals(result) ? Verdict.HOLDS : Verdict.FAILS;
      } catch (CelEvaluationException e) {
        return Verdict.BROKEN;
      }
    }
  }
}
