package io.eventsourcing.application;

import java.util.List;
import java.util.Objects;

import io.eventsourcing.log.NotificationLog;
import io.eventsourcing.persistence.EventMapper;
import io.eventsourcing.persistence.EventStore;
import io.eventsourcing.persistence.NewerVersions;
import io.eventsourcing.persistence.Transcoder;
import io.eventsourcing.persistence.jackson.JacksonTranscoder;
import io.eventsourcing.persistence.metadata.MetadataSource;
import io.eventsourcing.persistence.recorder.ApplicationRecorder;
import io.eventsourcing.persistence.topics.Topics;
import io.eventsourcing.persistence.tracking.ConsumerRecorders;
import org.jspecify.annotations.Nullable;

/**
 * Builds an {@link Infrastructure} outside a Spring context. Not thread-safe.
 *
 * <pre class="code">
 * Topics topics = new Topics(List.of(new CityNames()), Map.of("Hound", "Dog"));
 * topics.register(Dog.class);
 * topics.verify();
 * Infrastructure infrastructure = Infrastructure.builder(recorder).topics(topics).build();
 * </pre>
 */
public final class InfrastructureBuilder {

	private final ApplicationRecorder recorder;

	private @Nullable ConsumerRecorders consumers;

	private Topics topics = new Topics();

	private Transcoder transcoder = new JacksonTranscoder();

	private NewerVersions newerVersions = NewerVersions.FAIL;

	private List<MetadataSource> metadataSources = List.of();

	InfrastructureBuilder(ApplicationRecorder recorder) {
		this.recorder = Objects.requireNonNull(recorder, "recorder");
	}

	/**
	 * Sets the recorders of the positions of process applications, which must use the
	 * database of the events. By default, there are none.
	 */
	public InfrastructureBuilder consumers(ConsumerRecorders consumers) {
		this.consumers = Objects.requireNonNull(consumers, "consumers");
		return this;
	}

	/**
	 * Sets the names of the events, with upcasters and aliases that classes do not
	 * declare themselves. By default, those of the classes are used.
	 */
	public InfrastructureBuilder topics(Topics topics) {
		this.topics = Objects.requireNonNull(topics, "topics");
		return this;
	}

	/**
	 * Sets the object that writes and reads events; by default, they are stored as JSON.
	 */
	public InfrastructureBuilder transcoder(Transcoder transcoder) {
		this.transcoder = Objects.requireNonNull(transcoder, "transcoder");
		return this;
	}

	/**
	 * Sets what to do with events of versions that are not known; by default, they fail.
	 */
	public InfrastructureBuilder newerVersions(NewerVersions newerVersions) {
		this.newerVersions = Objects.requireNonNull(newerVersions, "newerVersions");
		return this;
	}

	/** Sets the sources of metadata, in the order in which they are asked. */
	public InfrastructureBuilder metadataSources(MetadataSource... sources) {
		this.metadataSources = List.of(sources);
		return this;
	}

	public Infrastructure build() {
		EventMapper mapper = EventMapper.of(this.topics, this.transcoder, this.newerVersions);
		EventStore store = EventStore.of(mapper, this.recorder, this.metadataSources);
		NotificationLog log = NotificationLog.of(this.recorder);
		return new Infrastructure(store, Repository.of(store, this.topics), log, new EventLog(log, mapper, this.topics),
				this.consumers);
	}

}
