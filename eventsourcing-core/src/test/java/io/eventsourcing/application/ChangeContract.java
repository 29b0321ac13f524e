package io.eventsourcing.application;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.eventsourcing.dogs.Dog;
import io.eventsourcing.persistence.Concurrently;
import io.eventsourcing.persistence.exception.RecordConflictException;
import io.eventsourcing.persistence.recorder.ApplicationRecorder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

/**
 * Changes of aggregates by {@link Repository#change}, on every store.
 */
abstract class ChangeContract {

	private static final int THREADS = 16;

	private static final int CHANGES = 8;

	private final AtomicInteger attempts = new AtomicInteger();

	private DogSchool school;

	private Repository repository;

	private Repository elsewhere;

	private UUID dogId;

	/** A recorder without events. */
	abstract ApplicationRecorder createRecorder();

	/** A recorder on the same store, like that of another process. */
	abstract ApplicationRecorder createAnotherRecorder();

	@BeforeEach
	void equip() {
		this.school = new DogSchool(Infrastructure.of(createRecorder()));
		this.repository = this.school.repository();
		this.elsewhere = Infrastructure.of(createAnotherRecorder()).repository();
		this.dogId = this.school.registerDog("Fido");
	}

	@Test
	void aChangeIsSavedAndTheAggregateReturned() {
		Dog dog = this.repository.change(Dog.class, this.dogId, (each) -> each.addTrick("roll over"));
		assertThat(dog.tricks()).containsExactly("roll over");
		assertThat(dog.pendingEvents()).isEmpty();
		assertThat(this.repository.get(Dog.class, this.dogId)).isEqualTo(dog);
	}

	@Test
	void anApplicationChangesItsAggregates() {
		Dog dog = this.school.change(Dog.class, this.dogId, (each) -> each.addTrick("roll over"));
		assertThat(this.repository.get(Dog.class, this.dogId)).isEqualTo(dog);
	}

	@Test
	void aChangeThatChangesNothingSavesNothing() {
		assertThat(this.repository.change(Dog.class, this.dogId, Dog::name).version()).isEqualTo(1);
		assertThat(this.school.notificationLog().maxId()).isEqualTo(1);
	}

	@Test
	void theResultOfTheFunctionIsReturned() {
		assertThat(this.repository.<Dog, Integer>changeAndReturn(Dog.class, this.dogId, (dog) -> {
			dog.addTrick("roll over");
			return dog.tricks().size();
		})).isEqualTo(1);
	}

	@Test
	void aChangeThatFailsSavesNothingAndIsNotRepeated() {
		assertThatIllegalStateException().isThrownBy(() -> this.repository.change(Dog.class, this.dogId, (dog) -> {
			dog.addTrick("roll over");
			this.attempts.incrementAndGet();
			throw new IllegalStateException();
		}));
		assertThat(this.attempts).hasValue(1);
		assertThat(this.school.getDog(this.dogId).tricks()).isEmpty();
	}

	@Test
	void anUnknownAggregateIsNotFound() {
		UUID unknown = UUID.randomUUID();
		assertThatExceptionOfType(AggregateNotFoundException.class)
			.isThrownBy(() -> this.repository.change(Dog.class, unknown, (dog) -> dog.addTrick("roll over")))
			.satisfies((ex) -> assertThat(ex.id()).isEqualTo(unknown));
	}

	@Test
	void nullArgumentsAreNamed() {
		assertThatNullPointerException().isThrownBy(() -> this.repository.change(null, this.dogId, Dog::name))
			.withMessage("type");
		assertThatNullPointerException().isThrownBy(() -> this.repository.change(Dog.class, null, Dog::name))
			.withMessage("id");
		assertThatNullPointerException().isThrownBy(() -> this.repository.change(Dog.class, this.dogId, null))
			.withMessage("change");
		assertThatNullPointerException().isThrownBy(() -> this.repository.changeAndReturn(Dog.class, this.dogId, null))
			.withMessage("change");
	}

	@Test
	void aConflictIsRepeatedWithTheAggregateLoadedAgain() {
		this.repository.change(Dog.class, this.dogId, (dog) -> {
			if (this.attempts.incrementAndGet() <= 3) {
				this.school.addTrick(this.dogId, "theirs");
			}
			dog.addTrick("mine after " + dog.tricks().size());
		});
		assertThat(this.attempts).hasValue(4);
		assertThat(this.school.getDog(this.dogId).tricks()).containsExactly("theirs", "theirs", "theirs",
				"mine after 3");
	}

	@Test
	void aConflictThatNeverEndsIsThrown() {
		assertThatExceptionOfType(RecordConflictException.class)
			.isThrownBy(() -> this.repository.change(Dog.class, this.dogId, (dog) -> {
				this.attempts.incrementAndGet();
				this.school.addTrick(this.dogId, "theirs");
				dog.addTrick("mine");
			}))
			.satisfies((ex) -> assertThat(ex.originatorVersion()).isEqualTo(51));
		assertThat(this.attempts).hasValue(50);
		assertThat(this.school.getDog(this.dogId).tricks()).hasSize(50).containsOnly("theirs");
	}

	@Test
	void aConflictOfAnotherSaveWithinTheChangeIsNotRepeated() {
		UUID kennelId = UUID.randomUUID();
		this.school.save(new Kennel(kennelId, "Berlin"));
		assertThatExceptionOfType(RecordConflictException.class)
			.isThrownBy(() -> this.repository.change(Dog.class, this.dogId, (dog) -> {
				this.attempts.incrementAndGet();
				this.school.save(new Kennel(kennelId, "Berlin"));
			}));
		assertThat(this.attempts).hasValue(1);
	}

	/** Since they take turns, not one of them meets a conflict. */
	@Test
	void manyThreadsChangeOneAggregate() throws InterruptedException {
		List<Object> outcomes = Concurrently.call(THREADS, () -> changeManyTimes(this.repository));
		assertThat(numbers(outcomes)).containsExactlyInAnyOrderElementsOf(numbers(THREADS * CHANGES));
		assertThat(this.repository.get(Dog.class, this.dogId).version()).isEqualTo(1 + THREADS * CHANGES);
		assertThat(this.attempts).hasValue(THREADS * CHANGES);
	}

	@Test
	void manyThreadsOfTwoProcessesChangeOneAggregate() throws InterruptedException {
		AtomicInteger thread = new AtomicInteger();
		List<Object> outcomes = Concurrently.call(THREADS,
				() -> changeManyTimes((thread.getAndIncrement() % 2 == 0) ? this.repository : this.elsewhere));
		assertThat(numbers(outcomes)).containsExactlyInAnyOrderElementsOf(numbers(THREADS * CHANGES));
		assertThat(this.repository.get(Dog.class, this.dogId).version()).isEqualTo(1 + THREADS * CHANGES);
	}

	private List<Integer> changeManyTimes(Repository repository) {
		List<Integer> numbers = new ArrayList<>();
		for (int i = 0; i < CHANGES; i++) {
			numbers.add(repository.<Dog, Integer>changeAndReturn(Dog.class, this.dogId, (dog) -> {
				this.attempts.incrementAndGet();
				dog.addTrick("roll over");
				return dog.tricks().size();
			}));
		}
		return numbers;
	}

	Repository repository() {
		return this.repository;
	}

	UUID dogId() {
		return this.dogId;
	}

	private static List<Object> numbers(List<Object> outcomes) {
		return outcomes.stream()
			.flatMap((outcome) -> ((List<?>) outcome).stream())
			.<Object>map((each) -> each)
			.toList();
	}

	private static List<Object> numbers(int last) {
		return IntStream.rangeClosed(1, last).<Object>mapToObj((number) -> number).toList();
	}

}
