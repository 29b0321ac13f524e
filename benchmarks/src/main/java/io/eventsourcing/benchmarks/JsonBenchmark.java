package io.eventsourcing.benchmarks;

import java.util.concurrent.TimeUnit;

import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.persistence.Transcoder;
import io.eventsourcing.persistence.jackson.JacksonTranscoder;
import io.eventsourcing.persistence.jackson.PlainJson;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Measures how long the attributes of an event take to be written and read, by name and
 * as a record, and by Jackson alone with the same settings.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class JsonBenchmark {

	private final Transcoder transcoder = new JacksonTranscoder();

	private final DomainEvent byName = byName();

	private final DomainEvent asRecord = asRecord();

	private final byte[] bytes = this.transcoder.encode(this.byName.type(), this.byName.payload());

	private final JsonMapper mapper = PlainJson.mapper();

	private final ObjectWriter writer = this.mapper.writerFor(ExplicitDog.TrickAdded.class);

	private final ObjectReader reader = this.mapper.readerFor(ExplicitDog.TrickAdded.class);

	private static DomainEvent byName() {
		Dog dog = new Dog("Fido");
		dog.addTrick(Samples.TRICK, 3, Samples.TEACHER);
		return dog.collectEvents().get(1);
	}

	private static DomainEvent asRecord() {
		ExplicitDog dog = new ExplicitDog("Fido");
		dog.addTrick(Samples.TRICK, 3, Samples.TEACHER);
		return dog.collectEvents().get(1);
	}

	@Benchmark
	public byte[] writeByName() {
		return this.transcoder.encode(this.byName.type(), this.byName.payload());
	}

	@Benchmark
	public byte[] writeRecord() {
		return this.transcoder.encode(this.asRecord.type(), this.asRecord.payload());
	}

	@Benchmark
	public byte[] writeWithJacksonAlone() {
		return this.writer.writeValueAsBytes(this.asRecord.payload());
	}

	@Benchmark
	public Object readByName() {
		return this.transcoder.decode(this.byName.type(), 1, this.bytes);
	}

	@Benchmark
	public Object readRecord() {
		return this.transcoder.decode(this.asRecord.type(), 1, this.bytes);
	}

	@Benchmark
	public Object readWithJacksonAlone() {
		return this.reader.readValue(this.bytes);
	}

}
