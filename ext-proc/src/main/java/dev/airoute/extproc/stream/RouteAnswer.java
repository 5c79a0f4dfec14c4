package dev.airoute.extproc.stream;

import com.google.protobuf.ListValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.airoute.extproc.plan.Candidate;
import io.envoyproxy.envoy.service.ext_proc.v3.ProcessingResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What Envoy is told about a request that is served: its route, and the clusters to try in order. */
final class RouteAnswer {
  private static final String ROUTE = "x-airoute-route";
  private static final String NAMESPACE = "airoute";

  private RouteAnswer() {}

  /** @param plain the body when it has to be replaced by its unpacked form */
  static ProcessingResponse of(
      String requestId, String route, List<Candidate> candidates, byte @Nullable [] plain) {
    Map<String, String> set = new HashMap<>();
    set.put(ErrorReplies.REQUEST_ID, requestId);
    set.put(ROUTE, route);
    List<String> remove = new ArrayList<>();
    if (plain != null) {
      set.put("content-length", Integer.toString(plain.length));
      remove.add("content-encoding");
    }
    return Answers.routed(Answers.mutation(set, remove), plain, metadata(candidates));
  }

  /** The form that Envoy's priority_group cluster specifier reads. */
  private static Struct metadata(List<Candidate> candidates) {
    ListValue.Builder groups = ListValue.newBuilder();
    for (int i = 0; i < candidates.size(); i++) {
      Value cluster =
          struct(Map.of("cluster_name", text(candidates.get(i).cluster()), "weight", number(1)));
      Value clusters = list(ListValue.newBuilder().addValues(cluster));
      groups.addValues(struct(Map.of("name", text(Integer.toString(i)), "clusters", clusters)));
    }
    return Struct.newBuilder()
        .putFields(NAMESPACE, struct(Map.of("priority_groups", list(groups))))
        .build();
  }

  private static Value struct(Map<String, Value> fields) {
    return Value.newBuilder()
        .setStructValue(Struct.newBuilder().putAllFields(fields))
        .build();
  }

  private static Value list(ListValue.Builder list) {
    return Value.newBuilder().setListValue(list).build();
  }

  private static Value text(String text) {
    return Value.newBuilder().setStringValue(text).build();
  }

  private static Value number(double number) {
    return Value.newBuilder().setNumberValue(number).build();
  }
}
