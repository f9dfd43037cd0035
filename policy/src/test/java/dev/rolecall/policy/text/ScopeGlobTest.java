package dev.rolecall.policy.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScopeGlobTest {
  @ParameterizedTest
  @CsvSource({
    "payments/**,payments,true",
    "payments/**,payments/core/api,true",
    "payments/**,payments2,false",
    "**/docs,docs,true",
    "**/docs,a/b/docs,true",
    "a/*/c,a/b/c,true",
    "a/*/c,a/c,false",
    "a/*/c,a/b/b/c,false",
    "folder:*-prod,folder:web-prod,true",
    "folder:*-prod,folder:web/x-prod,false",
    "folder:**,folder:team,true",
    "folder:**,folder:team/app/old,true",
    "folder:**,team/folder:app,false",
    "folder:**,agent:one,false",
    "a.c,abc,false",
    "Acme/*,acme/WEB,true",
    "*,acme,true",
    "*,acme/web,false",
    "**,acme/web,true",
  })
  void aStarIsOneSegmentOrPartOfOneTwoAreAnyNumber(String glob, String scope, boolean matches) {
    assertThat(new ScopeGlob(glob).matches(scope)).isEqualTo(matches);
  }

  @ParameterizedTest
  @CsvSource({
    "a,a,true",
    "a,b,false",
    "a,ab,false",
    "a*,*b,true",
    "a*c,ab*,true",
    "a*c,b*,false",
    "folder:*-prod,folder:*,true",
    "folder:*-prod,folder:*-test,false",
    "acme/**,acme,true",
    "acme/**,acme/web,true",
    "acme/**,beta/*,false",
    "**,anything/at/all,true",
    "Acme,acme,true",
  })
  void twoMeetWhenAScopeCouldMatchBoth(String one, String other, boolean meet) {
    assertThat(new ScopeGlob(one).meets(new ScopeGlob(other))).isEqualTo(meet);
    assertThat(new ScopeGlob(other).meets(new ScopeGlob(one))).isEqualTo(meet);
  }
}
