package dev.rolecall.processor.access;

import dev.rolecall.policy.contract.Emails;
import dev.rolecall.schemas.avro.Enterprise;
import dev.rolecall.schemas.avro.User;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An attribute of a person that an account may be named after. */
enum AccountAttribute {
  USER_NAME("userName") {
    @Override
    @Nullable String of(User user) {
      return user.getUserName();
    }
  },
  EMAIL("email") {
    @Override
    @Nullable String of(User user) {
      return Emails.of(user).orElse(null);
    }
  },
  EXTERNAL_ID("externalId") {
    @Override
    @Nullable String of(User user) {
      return user.getExternalId();
    }
  },
  NICK_NAME("nickName") {
    @Override
    @Nullable String of(User user) {
      return user.getNickName();
    }
  },
  DISPLAY_NAME("displayName") {
    @Override
    @Nullable String of(User user) {
      return user.getDisplayName();
    }
  },
  EMPLOYEE_NUMBER("employeeNumber") {
    @Override
    @Nullable String of(User user) {
      @Nullable Enterprise enterprise = user.getEnterprise();
      return enterprise == null ? null : enterprise.getEmployeeNumber();
    }
  };

  private final String word;

  AccountAttribute(String word) {
    this.word = word;
  }

  abstract @Nullable String of(User user);

  String word() {
    return word;
  }

  static Optional<AccountAttribute> called(String word) {
    return Arrays.stream(values()).filter(attribute -> attribute.word.equals(word)).findFirst();
  }
}
