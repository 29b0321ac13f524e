package io.eventsourcing.benchmarks;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.persistence.EventMapper;
import io.eventsourcing.persistence.jackson.JacksonTranscoder;
import io.eventsourcing.persistence.recorder.StoredEvent;
import io.eventsourcing.persistence.topics.Topics;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Measures operations that need no database: calls, replay and mapping. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class InMemoryBenchmark {

	private final EventMapper mapper = EventMapper.of(new Topics(), new JacksonTranscoder());

	private StoredEvent current = Samples.events(UUID.randomUUID(), 2, 1).get(0);

	private StoredEvent old = this.current;

	private List<DomainEvent> decorated = List.of();

	private List<DomainEvent> explicit = List.of();

	private List<StoredEvent> stored = List.of();

	private DomainEvent event = new Dog("Fido").collectEvents().get(0);

	private Dog dog = new Dog("Fido");

	private ExplicitDog explicitDog = new ExplicitDog("Fido");

	@Setup
	public void prepare() {
		Dog decoratedDog = new Dog("Fido");
		ExplicitDog other = new ExplicitDog("Fido");
		for (int i = 1; i < 1000; i++) {
			decoratedDog.addTrick(Samples.TRICK, 3, Samples.TEACHER);
			other.addTrick(Samples.TRICK, 3, Samples.TEACHER);
		}
		this.decorated = decoratedDog.collectEvents();
		this.explicit = other.collectEvents();
		this.stored = this.decorated.stream().map(this.mapper::toStoredEvent).toList();
		this.event = this.decorated.get(1);
		ChangedDog changedDog = new ChangedDog("Fido");
		changedDog.addTrick(Samples.TRICK, 3, Samples.TEACHER);
		this.current = this.mapper.toStoredEvent(changedDog.collectEvents().get(1));
		this.old = this.current.toBuilder().eventVersion(1).payload(Samples.trick("title", "level", "teacher")).build();
	}

	@Benchmark
	public Dog newDecorated() {
		return new Dog("Fido");
	}

	@Benchmark
	public ExplicitDog newExplicit() {
		return new ExplicitDog("Fido");
	}

	@Benchmark
	public Dog callDecorated() {
		if (this.dog.version() == 1000) {
			this.dog = new Dog("Fido");
		}
		this.dog.addTrick(Samples.TRICK, 3, Samples.TEACHER);
		return this.dog;
	}

	@Benchmark
	public ExplicitDog callExplicit() {
		if (this.explicitDog.version() == 1000) {
			this.explicitDog = new ExplicitDog("Fido");
		}
		this.explicitDog.addTrick(Samples.TRICK, 3, Samples.TEACHER);
		return this.explicitDog;
	}

	@Benchmark
	public Dog replay1000Decorated() {
		Dog copy = this.decorated.get(0).mutate(null);
		for (int i = 1; i < this.decorated.size(); i++) {
			copy = this.decorated.get(i).mutate(copy);
		}
		return copy;
	}

	@Benchmark
	public ExplicitDog replay1000Explicit() {
		ExplicitDog copy = this.explicit.get(0).mutate(null);
		for (int i = 1; i < this.explicit.size(); i++) {
			copy = this.explicit.get(i).mutate(copy);
		}
		return copy;
	}

	@Benchmark
	public StoredEvent write() {
		return this.mapper.toStoredEvent(this.event);
	}

	@Benchmark
	public DomainEvent read() {
		return this.mapper.toDomainEvents(this.stored.get(1)).get(0);
	}

	@Benchmark
	public DomainEvent readCurrent() {
		return this.mapper.toDomainEvents(this.current).get(0);
	}

	@Benchmark
	public DomainEvent readThroughThreeSteps() {
		return this.mapper.toDomainEvents(this.old).get(0);
	}

}
