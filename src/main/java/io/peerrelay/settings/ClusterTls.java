package io.peerrelay.settings;

import akka.pki.pem.DERPrivateKeyLoader;
import akka.pki.pem.PEMDecoder;
import akka.pki.pem.PEMLoadingException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;

/**
 * By what nodes know each other: each shows its certificate, and lets in only who has one of the
 * same authority. The files are read anew for each {@link #context}, so that they can be exchanged
 * while a node runs.
 *
 * @param certificate this node's, as PEM
 * @param key the one to it: RSA, as PEM, without a password
 * @param authority the certificate of who has issued them all, as PEM
 */
public record ClusterTls(Path certificate, Path key, Path authority) {
  private static final char[] NO_PASSWORD = new char[0];

  static Optional<ClusterTls> of(SettingsReader tls) {
    String certificate = tls.text("certificate").strip();
    String key = tls.text("key").strip();
    String authority = tls.text("authority").strip();
    if ((certificate + key + authority).isEmpty()) return Optional.empty();
    ClusterTls files =
        new ClusterTls(tls.file("certificate"), tls.file("key"), tls.file("authority"));
    files.check(tls);
    return Optional.of(files);
  }

  /** For a node that calls another. */
  public SSLEngine clientEngine(String host, int port) {
    SSLEngine engine = context().createSSLEngine(host, port);
    engine.setUseClientMode(true);
    return engine;
  }

  /** For a node that is called. */
  public SSLEngine serverEngine() {
    SSLEngine engine = context().createSSLEngine();
    engine.setUseClientMode(false);
    engine.setNeedClientAuth(true);
    return engine;
  }

  /**
   * Shows this node's certificate, and trusts who has one of the same authority. Whose engines are
   * made of it for servers must ask for that: {@code setNeedClientAuth(true)}.
   *
   * @throws IllegalStateException if the files can't be used any more
   */
  public SSLContext context() {
    try {
      X509Certificate issuer = read(authority);
      KeyStore own = KeyStore.getInstance("PKCS12");
      own.load(null, null);
      own.setKeyEntry(
          "node", readKey(), NO_PASSWORD, new Certificate[] {read(certificate), issuer});
      own.setCertificateEntry("authority", issuer);
      KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
      keys.init(own, NO_PASSWORD);
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      trusted.setCertificateEntry("authority", issuer);
      TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
      trust.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
      return context;
    } catch (IOException | GeneralSecurityException | PEMLoadingException e) {
      throw new IllegalStateException("The certificates of relay.cluster.tls can't be used", e);
    }
  }

  /** What would else show only when the first other node calls. */
  private void check(SettingsReader tls) {
    X509Certificate issuer = check(tls, "authority", "a certificate (PEM)", () -> read(authority));
    X509Certificate own = check(tls, "certificate", "a certificate (PEM)", () -> read(certificate));
    PrivateKey secret = check(tls, "key", "an RSA key (PEM) without a password", this::readKey);
    check(
        tls,
        "certificate",
        "one that relay.cluster.tls.authority has issued",
        () -> verify(own, issuer));
    check(tls, "certificate", "one that is valid today", () -> valid(own));
    check(tls, "key", "the key of relay.cluster.tls.certificate", () -> belongs(secret, own));
  }

  /** Reads or checks something; the words of a failure may quote a key and are not passed on. */
  private interface Check<T> {
    T run() throws IOException, GeneralSecurityException;
  }

  private static <T> T check(SettingsReader tls, String key, String expected, Check<T> check) {
    try {
      return check.run();
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      throw tls.invalid(key, "a file that can be read, with " + expected);
    }
  }

  private static X509Certificate read(Path file) throws IOException, CertificateException {
    try (InputStream pem = Files.newInputStream(file)) {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(pem);
    }
  }

  private PrivateKey readKey() throws IOException {
    return DERPrivateKeyLoader.load(PEMDecoder.decode(Files.readString(key)));
  }

  private static boolean verify(X509Certificate own, X509Certificate issuer)
      throws GeneralSecurityException {
    own.verify(issuer.getPublicKey());
    return true;
  }

  private static boolean valid(X509Certificate own) throws CertificateException {
    own.checkValidity();
    return true;
  }

  /** Whether one of them opens what the other has closed. */
  private static boolean belongs(PrivateKey secret, X509Certificate own)
      throws GeneralSecurityException {
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initSign(secret);
    byte[] signed = signature.sign();
    signature.initVerify(own.getPublicKey());
    if (!signature.verify(signed)) throw new GeneralSecurityException("another key");
    return true;
  }
}
