package io.peerrelay.endtoend;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;

/** Issues certificates for nodes, as files. */
record Authority(Path folder, String name, KeyPair keys, Path certificate) {
  private static final AlgorithmIdentifier RSA =
      new AlgorithmIdentifier(PKCSObjectIdentifiers.sha256WithRSAEncryption, DERNull.INSTANCE);

  static Authority create(Path folder, String name) throws IOException, GeneralSecurityException {
    KeyPair keys = newKeys();
    byte[] own = sign(name, keys, name, keys, true);
    return new Authority(
        folder, name, keys, pem(folder.resolve(name + "-authority.crt"), "CERTIFICATE", own));
  }

  /**
   * @param subject the name in the certificate
   * @return the settings that name its files
   */
  String issue(String subject, String file) throws IOException, GeneralSecurityException {
    KeyPair own = newKeys();
    byte[] signed = sign(name, keys, subject, own, false);
    return "relay.cluster.tls.certificate = \"%s\"\nrelay.cluster.tls.key = \"%s\"\nrelay.cluster.tls.authority = \"%s\"\n"
        .formatted(
            pem(folder.resolve(file + ".crt"), "CERTIFICATE", signed),
            pem(folder.resolve(file + ".key"), "PRIVATE KEY", own.getPrivate().getEncoded()),
            certificate);
  }

  private static KeyPair newKeys() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    return generator.generateKeyPair();
  }

  private static byte[] sign(
      String issuer, KeyPair by, String subject, KeyPair whose, boolean authority)
      throws IOException, GeneralSecurityException {
    V3TBSCertificateGenerator form = new V3TBSCertificateGenerator();
    form.setSerialNumber(new ASN1Integer(BigInteger.valueOf(System.nanoTime())));
    form.setIssuer(new X500Name("CN=" + issuer));
    form.setSubject(new X500Name("CN=" + subject));
    Instant now = Instant.now();
    form.setStartDate(new Time(Date.from(now.minus(Duration.ofHours(1)))));
    form.setEndDate(new Time(Date.from(now.plus(Duration.ofDays(1)))));
    form.setSubjectPublicKeyInfo(SubjectPublicKeyInfo.getInstance(whose.getPublic().getEncoded()));
    form.setSignature(RSA);
    form.setExtensions(
        new Extensions(
            new Extension(
                Extension.basicConstraints, true, new BasicConstraints(authority).getEncoded())));
    TBSCertificate filled = form.generateTBSCertificate();
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initSign(by.getPrivate());
    signature.update(filled.getEncoded());
    return new DERSequence(new ASN1Encodable[] {filled, RSA, new DERBitString(signature.sign())})
        .getEncoded();
  }

  private static Path pem(Path file, String label, byte[] content) throws IOException {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    return Files.writeString(
        file, "-----BEGIN " + label + "-----\n" + text + "\n-----END " + label + "-----\n");
  }
}
