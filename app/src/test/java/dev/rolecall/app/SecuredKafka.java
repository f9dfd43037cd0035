package dev.rolecall.app;

import dev.rolecall.app.acl.Acl;
import dev.rolecall.app.acl.Acls;
import dev.rolecall.service.KafkaSettings;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AclBinding;

/** A broker that speaks TLS, knows its clients by name and password, and lets each do its own. */
final class SecuredKafka implements AutoCloseable {

  private static final String ADMIN = "admin";

  private final EmbeddedBroker broker;
  private final Path authority;
  private final Admin admin;

  private SecuredKafka(EmbeddedBroker broker, Path authority) {
    this.broker = broker;
    this.authority = authority;
    this.admin = Admin.create(new KafkaSettings(connection(ADMIN)).admin("acls"));
  }

  static SecuredKafka start(Path folder, Collection<String> services) throws Exception {
    Instant now = Instant.now();
    CertificateBuilder valid =
        new CertificateBuilder()
            .ecp256()
            .notBefore(now.minus(Duration.ofDays(1)))
            .notAfter(now.plus(Duration.ofDays(1)));
    X509Bundle root =
        valid.copy().subject("CN=kafka-ca").setIsCertificateAuthority(true).buildSelfSigned();
    X509Bundle own =
        valid.copy().subject("CN=kafka").addSanIpAddress("127.0.0.1").buildIssuedBy(root);
    Path authority = folder.resolve("kafka-ca.pem");
    Files.writeString(authority, root.getCertificatePEM());
    return new SecuredKafka(
        EmbeddedBroker.start(folder.resolve("broker"), settings(own, services)), authority);
  }

  private static Map<String, String> settings(X509Bundle own, Collection<String> services) {
    Map<String, String> settings = new HashMap<>();
    settings.put("listener.security.protocol.map", "PLAINTEXT:SASL_SSL,CONTROLLER:PLAINTEXT");
    settings.put("ssl.keystore.type", "PEM");
    settings.put("ssl.keystore.key", own.getPrivateKeyPEM());
    settings.put("ssl.keystore.certificate.chain", own.getCertificatePEM());
    settings.put("ssl.truststore.type", "PEM");
    settings.put("ssl.truststore.certificates", own.getRootCertificatePEM());
    settings.put("sasl.enabled.mechanisms", "PLAIN");
    settings.put("sasl.mechanism.inter.broker.protocol", "PLAIN");
    StringBuilder users = new StringBuilder(jaas(ADMIN).replace(";", ""));
    users.append(" user_admin=\"").append(password(ADMIN)).append('"');
    for (String each : services) {
      users.append(" \"user_rolecall-").append(each).append("\"=\"");
      users.append(password("rolecall-" + each)).append('"');
    }
    settings.put("listener.name.plaintext.plain.sasl.jaas.config", users.append(';').toString());
    settings.put("authorizer.class.name", RecordingAuthorizer.class.getName());
    // Nobody but the node itself uses the controllers' listener, which knows nobody's name.
    settings.put("super.users", "User:admin;User:ANONYMOUS");
    return settings;
  }

  static String principal(String service) {
    return "User:rolecall-" + service;
  }

  /** The secret of a service's 'kafka:' section. */
  static String jaas(String user) {
    return "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%s\" password=\"%s\";"
        .formatted(user, password(user));
  }

  private static String password(String user) {
    return "secret-of-" + user;
  }

  String bootstrapServers() {
    return broker.bootstrapServers();
  }

  private Map<String, String> connection(String user) {
    return Map.of(
        "bootstrap.servers",
        broker.bootstrapServers(),
        "security.protocol",
        "SASL_SSL",
        "sasl.mechanism",
        "PLAIN",
        "sasl.jaas.config",
        jaas(user),
        "ssl.truststore.type",
        "PEM",
        "ssl.truststore.location",
        authority.toString());
  }

  /** Every service gets exactly what is listed for it. */
  void allow(Collection<String> tools) throws Exception {
    for (var each : Acls.of(tools).entrySet()) {
      List<AclBinding> bindings =
          each.getValue().stream()
              .flatMap(acl -> acl.bindings(principal(each.getKey())).stream())
              .toList();
      admin.createAcls(bindings).all().get();
    }
  }

  void take(String service, Acl acl) throws Exception {
    admin
        .deleteAcls(acl.bindings(principal(service)).stream().map(AclBinding::toFilter).toList())
        .all()
        .get();
  }

  void give(String service, Acl acl) throws Exception {
    admin.createAcls(acl.bindings(principal(service))).all().get();
  }

  @Override
  public void close() {
    admin.close();
    broker.close();
  }
}
