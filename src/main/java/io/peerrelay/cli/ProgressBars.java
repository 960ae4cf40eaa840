package io.peerrelay.cli;

import java.text.DecimalFormat;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A bar with rate and time left; several at once stand below each other. */
final class ProgressBars implements Progress {
  private static final int LONGEST_NAME = 30;
  private static final long MANY = 100L << 20;

  private final ProgressBar bar;

  ProgressBars(String what, long size) {
    boolean mebibytes = size >= MANY;
    String name = what.length() <= LONGEST_NAME ? what : what.substring(0, LONGEST_NAME - 1) + "…";
    bar =
        new ProgressBarBuilder()
            .setTaskName(name)
            .setInitialMax(size)
            .setUnit(mebibytes ? " MiB" : " KiB", mebibytes ? 1 << 20 : 1 << 10)
            .showSpeed(new DecimalFormat("0"))
            .setStyle(style())
            .setUpdateIntervalMillis(250)
            .build();
  }

  @Override
  public void update(long bytes) {
    bar.stepTo(bytes);
  }

  @Override
  public void close() {
    bar.close();
  }

  @SuppressWarnings("SystemConsoleNull") // only asked where there is a terminal
  private static ProgressBarStyle style() {
    boolean blocks =
        System.console() != null && System.console().charset().newEncoder().canEncode('█');
    return blocks ? ProgressBarStyle.UNICODE_BLOCK : ProgressBarStyle.ASCII;
  }
}
