package dev.rolecall.ingest.door;

import static dev.rolecall.ingest.door.AuthorisationServer.claims;
import static dev.rolecall.ingest.door.AuthorisationServer.token;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.rolecall.service.config.DirectoryConfig;
import dev.rolecall.service.config.DirectoryConfig.Profile;
import dev.rolecall.service.config.DirectoryConfig.TokenIssuer;
import dev.rolecall.service.config.DirectoryConfig.TokenScope;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignedTokensTest {

  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final RSAKey KEY = rsa("2026", 2_048);
  private static final RSAKey STRANGERS = rsa("2026", 2_048);

  private final ExecutorService background = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient http = HttpClient.newHttpClient();
  private AuthorisationServer server;

  @BeforeEach
  void start() throws Exception {
    server = new AuthorisationServer();
    server.publishes(KEY);
  }

  @AfterEach
  void stop() {
    server.close();
    http.close();
    background.close();
  }

  @Test
  void aTokenOfTheIssuerOpensItsDirectoryForItsClient() {
    Recognition recognition = recognise(token(KEY, claims(NOON)));

    assertThat(recognition)
        .isEqualTo(
            new Recognition.Known(
                new Caller("acme", "okta/okta-scim", EnumSet.allOf(TokenScope.class))));
  }

  @Test
  void ellipticCurvesAreAccepted() throws JOSEException {
    ECKey key = new ECKeyGenerator(Curve.P_256).keyID("ec").generate();
    server.publishes(KEY, key);

    assertThat(recognise(token(key, claims(NOON)))).isInstanceOf(Recognition.Known.class);
  }

  @Test
  void theActorIsNeverAPerson() {
    JWTClaimsSet.Builder ofNoClient = claims(NOON).claim("client_id", null);
    JWTClaimsSet.Builder ofAnOddClient = claims(NOON).claim("client_id", "a b\n<script>");

    assertThat(actor(token(KEY, ofNoClient))).isEqualTo("okta");
    assertThat(actor(token(KEY, ofAnOddClient))).isEqualTo("okta");
    assertThat(actor(token(KEY, claims(NOON).claim("client_id", null).claim("azp", "0oa.x-1_"))))
        .isEqualTo("okta/0oa.x-1_");
  }

  @ParameterizedTest
  @CsvSource({
    "scope, scim.read, READ",
    "scope, openid scim.write x, WRITE",
    "scp, scim.read scim.write, READ WRITE",
    "scope, openid, READ WRITE",
    "scope, scim.readonly, READ WRITE",
  })
  void scopesOfATokenNarrowWhatIsConfigured(String claim, String text, String expected) {
    JWTClaimsSet.Builder claims = claims(NOON).claim(claim, text);

    assertThat(scopes(token(KEY, claims)))
        .extracting(TokenScope::name)
        .containsExactlyInAnyOrder(expected.split(" ", -1));
  }

  @Test
  void scopesOfATokenNeverWidenWhatIsConfigured() {
    TokenIssuer reader = issuer(Set.of(), Set.of(TokenScope.READ));
    String writing = token(KEY, claims(NOON).claim("scp", List.of("scim.write", "scim.read")));
    String onlyWriting = token(KEY, claims(NOON).claim("roles", List.of("scim.write")));

    assertThat(known(tokens(reader).recognise(writing, NOON)).scopes())
        .containsExactly(TokenScope.READ);
    assertThat(known(tokens(reader).recognise(onlyWriting, NOON)).scopes()).isEmpty();
  }

  @Test
  void anotherIssuerOrAudienceIsRefused() {
    isRefused(token(KEY, claims(NOON).issuer("https://evil.example")), Refusal.ISSUER);
    isRefused(token(KEY, claims(NOON).issuer(null)), Refusal.ISSUER);
    isRefused(token(KEY, claims(NOON).audience("api://other")), Refusal.AUDIENCE);
    isRefused(token(KEY, claims(NOON).audience((String) null)), Refusal.AUDIENCE);
  }

  @Test
  void aTokenForTwoDirectoriesOpensNeither() {
    TokenIssuer other =
        new TokenIssuer(
            "okta", AuthorisationServer.ISSUER, "api://labs", server.keys(), Set.of(), both());
    SignedTokens tokens =
        tokens(directory("acme", issuer(Set.of(), both())), directory("labs", other));

    assertThat(known(tokens.recognise(token(KEY, claims(NOON).audience("api://labs")), NOON)))
        .extracting(Caller::directory)
        .isEqualTo("labs");
    assertThat(
            tokens.recognise(
                token(KEY, claims(NOON).audience(List.of("api://labs", "api://rolecall"))), NOON))
        .isEqualTo(Recognition.stranger(Refusal.AUDIENCE));
  }

  @Test
  void timesAreCheckedWithAMinutesTolerance() {
    Date soon = Date.from(NOON.plusSeconds(59));
    Date later = Date.from(NOON.plusSeconds(61));

    isKnown(token(KEY, claims(NOON).expirationTime(Date.from(NOON.minusSeconds(59)))));
    isRefused(
        token(KEY, claims(NOON).expirationTime(Date.from(NOON.minusSeconds(60)))), Refusal.EXPIRED);
    isRefused(token(KEY, claims(NOON).expirationTime(null)), Refusal.LIFETIME);
    isKnown(token(KEY, claims(NOON).notBeforeTime(soon)));
    isRefused(token(KEY, claims(NOON).notBeforeTime(later)), Refusal.EARLY);
    isRefused(token(KEY, claims(NOON).issueTime(later)), Refusal.EARLY);
  }

  @Test
  void aTokenForAYearIsRefusedWhateverItSaysOfItsBeginning() {
    Date nextYear = Date.from(NOON.plus(Duration.ofDays(365)));

    isRefused(token(KEY, claims(NOON).expirationTime(nextYear)), Refusal.LIFETIME);
    isRefused(token(KEY, claims(NOON).issueTime(null).expirationTime(nextYear)), Refusal.LIFETIME);
    isKnown(token(KEY, claims(NOON).expirationTime(Date.from(NOON.plus(Claims.LONGEST_LIFE)))));
  }

  @Test
  void onlyConfiguredClientsEnterWhenSomeAreConfigured() {
    SignedTokens tokens = tokens(issuer(Set.of("entra-scim"), both()));

    assertThat(reason(tokens.recognise(token(KEY, claims(NOON)), NOON))).isEqualTo(Refusal.CLIENT);
    assertThat(reason(tokens.recognise(token(KEY, claims(NOON).claim("client_id", null)), NOON)))
        .isEqualTo(Refusal.CLIENT);
    assertThat(tokens.recognise(token(KEY, claims(NOON).claim("client_id", "entra-scim")), NOON))
        .isInstanceOf(Recognition.Known.class);
  }

  @Test
  void aStrangersSignatureUnderTheSameKeyIdIsRefused() {
    isRefused(token(STRANGERS, claims(NOON)), Refusal.SIGNATURE);
  }

  @Test
  void changedClaimsAreRefused() {
    String[] parts = token(KEY, claims(NOON)).split("\\.", -1);
    String other =
        Base64URL.encode(claims(NOON).claim("client_id", "admin").build().toString()).toString();

    isRefused(parts[0] + "." + other + "." + parts[2], Refusal.SIGNATURE);
    isRefused(parts[0] + "." + parts[1] + ".", Refusal.MALFORMED);
  }

  @Test
  void thePublicKeyIsNoSecretToSignWith() throws JOSEException {
    byte[] publicKey = KEY.toRSAPublicKey().getEncoded();
    OctetSequenceKey asSecret = new OctetSequenceKey.Builder(publicKey).keyID("2026").build();

    isRefused(token(asSecret, claims(NOON)), Refusal.ALGORITHM);
  }

  @Test
  void aTokenWithoutASignatureIsRefused() {
    String header = Base64URL.encode("{\"alg\":\"none\"}").toString();
    String claims = Base64URL.encode(claims(NOON).build().toString()).toString();

    isRefused(header + "." + claims + ".", Refusal.MALFORMED);
  }

  @Test
  void aKeyInTheTokensHeaderIsNotLookedAt() {
    JWSHeader header =
        new JWSHeader.Builder(JWSAlgorithm.RS256)
            .jwk(STRANGERS.toPublicJWK())
            .jwkURL(server.keys())
            .build();

    isRefused(token(STRANGERS, header, claims(NOON)), Refusal.SIGNATURE);
  }

  @Test
  void aShortKeyIsRefusedEvenIfItsIssuerPublishesIt() throws Exception {
    RSAKey shortKey = new RSAKeyGenerator(1_024, true).keyID("short").generate();
    server.publishes(shortKey);
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initSign(shortKey.toPrivateKey());
    String header = Base64URL.encode("{\"alg\":\"RS256\",\"kid\":\"short\"}").toString();
    String signed = header + "." + Base64URL.encode(claims(NOON).build().toString());
    signature.update(signed.getBytes(StandardCharsets.US_ASCII));

    isRefused(signed + "." + Base64URL.encode(signature.sign()), Refusal.SIGNATURE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"at+jwt", "application/at+jwt", "JWT"})
  void accessTokensOfTheUsualTypesAreAccepted(String type) {
    isKnown(token(KEY, header(type), claims(NOON)));
  }

  @Test
  void tokensWithoutATypeAreAcceptedAsOktaSendsThem() {
    isKnown(
        token(KEY, new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("2026").build(), claims(NOON)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"logout+jwt", "dpop+jwt", "secevent+jwt"})
  void signedThingsThatAreNoAccessTokensAreRefused(String type) {
    isRefused(token(KEY, header(type), claims(NOON)), Refusal.ALGORITHM);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "eyJ..",
        "eyJhbGciOiJSUzI1NiJ9.bm90IGpzb24.eA",
        "eyJ9.e30.e30",
        "eyJ.\u0000.\u0000"
      })
  void whatIsNoTokenIsMalformed(String text) {
    isRefused(text, Refusal.MALFORMED);
  }

  @Test
  void noSpoiltTokenEntersOrEndsInAnException() {
    SignedTokens tokens = tokens(issuer(Set.of(), both()));
    String good = token(KEY, claims(NOON));
    Random random = new Random(7);
    for (int i = 0; i < 3_000; i++) {
      StringBuilder spoilt = new StringBuilder(good);
      for (int change = random.nextInt(4); change >= 0; change--) {
        int at = random.nextInt(spoilt.length());
        switch (random.nextInt(3)) {
          case 0 -> spoilt.deleteCharAt(at);
          case 1 -> spoilt.insert(at, (char) random.nextInt(128));
          default -> spoilt.setCharAt(at, (char) ('-' + random.nextInt(78)));
        }
      }
      Recognition recognition = tokens.recognise(spoilt.toString(), NOON);
      if (recognition instanceof Recognition.Known) {
        // The last characters of Base64 hold bits that mean nothing.
        assertThat(parsed(spoilt.toString())).isEqualTo(parsed(good));
      }
    }
  }

  private static List<String> parsed(String token) {
    return Arrays.stream(token.split("\\.", -1))
        .map(part -> HexFormat.of().formatHex(new Base64URL(part).decode()))
        .toList();
  }

  private static JWSHeader header(String type) {
    return new JWSHeader.Builder(JWSAlgorithm.RS256)
        .type(new JOSEObjectType(type))
        .keyID("2026")
        .build();
  }

  private void isKnown(String token) {
    assertThat(recognise(token)).isInstanceOf(Recognition.Known.class);
  }

  private void isRefused(String token, Refusal reason) {
    assertThat(reason(recognise(token))).isEqualTo(reason);
  }

  private Recognition recognise(String token) {
    return tokens(issuer(Set.of(), both())).recognise(token, NOON);
  }

  private String actor(String token) {
    return known(recognise(token)).token();
  }

  private Set<TokenScope> scopes(String token) {
    return known(recognise(token)).scopes();
  }

  private static Caller known(Recognition recognition) {
    assertThat(recognition).isInstanceOf(Recognition.Known.class);
    return ((Recognition.Known) recognition).caller();
  }

  private static Refusal reason(Recognition recognition) {
    assertThat(recognition).isInstanceOf(Recognition.Rejected.class);
    return ((Recognition.Rejected) recognition).reason();
  }

  private TokenIssuer issuer(Set<String> clients, Set<TokenScope> scopes) {
    return new TokenIssuer(
        "okta",
        AuthorisationServer.ISSUER,
        AuthorisationServer.AUDIENCE,
        server.keys(),
        clients,
        scopes);
  }

  private SignedTokens tokens(TokenIssuer issuer) {
    return tokens(directory("acme", issuer));
  }

  private SignedTokens tokens(DirectoryConfig... directories) {
    return new SignedTokens(
        List.of(directories),
        Map.of(server.keys(), new IssuerKeys(new KeyReading(server.keys(), http), background)));
  }

  static DirectoryConfig directory(String name, TokenIssuer issuer) {
    return new DirectoryConfig(
        name, List.of(), List.of(issuer), Profile.AUTO, List.of(), Optional.empty());
  }

  private static Set<TokenScope> both() {
    return EnumSet.allOf(TokenScope.class);
  }

  private static RSAKey rsa(String id, int bits) {
    try {
      return new RSAKeyGenerator(bits).keyID(id).generate();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }
}
