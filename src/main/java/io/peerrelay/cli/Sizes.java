package io.peerrelay.cli;

import io.peerrelay.protocol.FileInfo;
import java.util.List;
import java.util.Locale;

/** Numbers of bytes and files, for people. */
final class Sizes {
  private static final String[] UNITS = {"KiB", "MiB", "GiB", "TiB", "PiB"};

  private Sizes() {}

  static String text(long bytes) {
    if (bytes < 1024) return bytes + " B";
    double value = bytes / 1024.0;
    int unit = 0;
    for (; value >= 1023.95 && unit < UNITS.length - 1; unit++) value /= 1024;
    return String.format(Locale.ROOT, "%.1f %s", value, UNITS[unit]);
  }

  /** Like {@code report.pdf (1.2 MiB)} or {@code 3 files (1.2 GiB)}. */
  static String text(List<FileInfo> files) {
    long bytes = files.stream().mapToLong(FileInfo::size).sum();
    String what = files.size() == 1 ? Plain.text(files.get(0).name()) : files.size() + " files";
    return what + " (" + text(bytes) + ")";
  }
}
