package dev.airoute.extproc.config;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.airoute.config.v1.Consumer;
import dev.airoute.config.v1.Provider;
import dev.airoute.config.v1.Rule;
import org.jspecify.annotations.Nullable;

/** The types that are subscribed to, in this order: a rule needs its providers first. */
public enum ResourceType {
  PROVIDER(Provider.getDefaultInstance()),
  CONSUMER(Consumer.getDefaultInstance()),
  RULE(Rule.getDefaultInstance());

  private final Message prototype;
  private final String url;

  ResourceType(Message prototype) {
    this.prototype = prototype;
    this.url = "type.googleapis.com/" + prototype.getDescriptorForType().getFullName();
  }

  public String url() {
    return url;
  }

  static @Nullable ResourceType ofUrl(String url) {
    for (ResourceType type : values()) {
      if (type.url.equals(url)) {
        return type;
      }
    }
    return null;
  }

  Message parse(Any resource) {
    if (!resource.getTypeUrl().equals(url)) {
      throw new UnusableResource("type is " + resource.getTypeUrl() + ", not " + url);
    }
    try {
      return prototype.getParserForType().parseFrom(resource.getValue());
    } catch (InvalidProtocolBufferException e) {
      throw new UnusableResource("not a " + url + ": " + e.getMessage());
    }
  }
}
