package io.peerrelay.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Bytes between sockets, through a relay.
 *
 * @param relay its processes
 * @param content of each lane
 */
record SocketCandidate(Label label, List<StartedProcess> relay, Way way, Content content)
    implements Candidate {
  @Override
  public Sample measure() throws IOException, InterruptedException, NotThere {
    List<Lane> lanes = new ArrayList<>();
    try {
      for (int pair = 0; pair < label.pairs(); pair++) lanes.add(way.open(pair, content));
      Duration before = processorTime();
      Duration time = Load.run(lanes);
      for (Lane lane : lanes) lane.settle();
      Duration processor = processorTime().minus(before);
      return new Sample(lanes.size() * content.size(), time, processor);
    } finally {
      for (Lane lane : lanes) lane.close();
    }
  }

  private Duration processorTime() throws IOException {
    Duration all = Duration.ZERO;
    for (StartedProcess process : relay) all = all.plus(process.processorTime());
    return all;
  }
}
