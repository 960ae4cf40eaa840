package io.peerrelay.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Bytes between sockets, through one relay's process.
 *
 * @param content of each lane
 */
record SocketCandidate(Label label, StartedProcess relay, Way way, Content content)
    implements Candidate {
  @Override
  public Sample measure() throws IOException, InterruptedException, NotThere {
    List<Lane> lanes = new ArrayList<>();
    try {
      for (int pair = 0; pair < label.pairs(); pair++) lanes.add(way.open(pair, content));
      Duration before = relay.processorTime();
      Duration time = Load.run(lanes);
      for (Lane lane : lanes) lane.settle();
      Duration processor = relay.processorTime().minus(before);
      return new Sample(lanes.size() * content.size(), time, processor);
    } finally {
      for (Lane lane : lanes) lane.close();
    }
  }
}
