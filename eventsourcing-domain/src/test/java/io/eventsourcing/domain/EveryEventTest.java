package io.eventsourcing.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Methods with {@link Apply} that are called after every event.
 */
class EveryEventTest {

	@Test
	void calledAfterTheBodiesOfAllEventsLiveAndOnReplay() {
		Page page = new Page("ann");
		page.write("bob", "Hello");
		page.publish("eve");
		assertThat(page.seen).containsExactly("body 0 null", "Created 1 at 0", "body 1 ann", "Written 2 at 1",
				"body 2 bob", "Published 3 at 2");
		assertThat(page.modifiedBy).isEqualTo("eve");
		Replays.collectAndReplay(page);
	}

	@Test
	void aCallWithinAnEventIsNotAnEvent() {
		Page page = new Page("ann");
		page.writeAll("bob");
		assertThat(page.seen.subList(2, page.seen.size())).containsExactly("body 1 ann", "AllWritten 2 at 1");
		Replays.collectAndReplay(page);
	}

	@Test
	void superclassFirst() {
		Child child = new Child();
		child.grow();
		assertThat(child.calls).containsExactly("parent Born", "child Born", "body", "parent Grown", "child Grown");
		Replays.collectAndReplay(child);
	}

	@Test
	void anOverridingMethodIsCalledInsteadAndOnce() {
		Overriding decorated = new Overriding();
		assertThat(decorated.calls).containsExactly("overriding Born");
		Plain plain = new Plain();
		assertThat(plain.calls).containsExactly("plain Born");
		Replays.collectAndReplay(decorated);
		Replays.collectAndReplay(plain);
	}

	@Test
	void metadataIsNeitherReadNorVisible() {
		AtomicInteger reads = new AtomicInteger();
		DomainEvent event = new Child().pendingEvents().get(0).withMetadata(() -> {
			reads.incrementAndGet();
			return Map.of("user", "ann");
		});
		Child rebuilt = event.mutate(null);
		assertThat(rebuilt.calls).containsExactly("parent Born", "child Born");
		assertThat(reads).hasValue(0);
		assertThat(event.metadata()).containsEntry("user", "ann").hasSize(1);
		assertThat(event.metadata().get("user")).isEqualTo("ann");
		assertThat(reads).hasValue(1);
	}

	@Test
	void aPrivateMethodIsNotOverridden() {
		assertThat(new PrivateChild().calls).containsExactly("private parent", "private child");
	}

	@Test
	void anExceptionLeavesVersionAndEventsAsTheyWere() {
		Page page = new Page("ann");
		List<DomainEvent> before = page.pendingEvents();
		assertThatIllegalStateException().isThrownBy(() -> page.write("nobody", "Hello")).withMessage("nobody");
		assertThatIllegalStateException().isThrownBy(() -> page.publish("nobody")).withMessage("nobody");
		assertThat(page.version()).isEqualTo(1);
		assertThat(page.modifiedOn()).isEqualTo(page.createdOn());
		assertThat(page.pendingEvents()).isEqualTo(before);
		assertThatExceptionOfType(EventSourcingException.class).isThrownBy(page::eventTime);
		page.write("bob", "Hello");
		assertThat(page.version()).isEqualTo(2);
		assertThatIllegalStateException().isThrownBy(() -> new Page("nobody"));
	}

	@Test
	void anExceptionOnReplayLeavesTheVersionAsItWas() {
		Page page = new Page("ann");
		page.write("bob", "Hello");
		List<DomainEvent> events = page.collectEvents();
		Page copy = Replays.replay(events.subList(0, 1));
		copy.refusing = "bob";
		assertThatIllegalStateException().isThrownBy(() -> events.get(1).mutate(copy));
		assertThat(copy.version()).isEqualTo(1);
		copy.refusing = "nobody";
		assertThat(events.get(1).mutate(copy).version()).isEqualTo(2);
	}

	@Test
	void theTimeOfTheEventCanBeReadAndNoEventTriggered() {
		Nosy nosy = new Nosy();
		assertThat(nosy.refusal).endsWith("bodies of events only change state");
	}

	@Test
	void metadataIsNeverSeen() {
		Page page = new Page("ann");
		List<DomainEvent> events = page.collectEvents();
		Page copy = events.get(0).withMetadata(Map.of("user", "ann")).mutate((Page) null);
		assertThat(copy.metadata).isEmpty();
		assertThat(copy).isEqualTo(page);
	}

	static class Page extends Aggregate {

		record Published(String user) {
		}

		final List<String> seen = new ArrayList<>();

		String modifiedBy;

		Map<String, String> metadata;

		transient String refusing = "nobody";

		@Event
		Page(String user) {
			body();
		}

		@Event("Written")
		void write(String user, String text) {
			body();
		}

		@Event("AllWritten")
		void writeAll(String user) {
			body();
			nested(user);
		}

		@Event("Nested")
		void nested(String user) {
		}

		void publish(String user) {
			trigger(new Published(user));
		}

		@Apply
		private void on(Published event) {
			body();
		}

		@Apply
		private void modified(DomainEvent event) {
			String user = (event.payload() instanceof Published published) ? published.user()
					: (String) ((EventArguments) event.payload()).get("user");
			if (user.equals(this.refusing)) {
				throw new IllegalStateException(user);
			}
			assertThat(eventTime()).isEqualTo(event.timestamp());
			this.modifiedBy = user;
			this.metadata = event.metadata();
			this.seen.add(event.name() + " " + event.originatorVersion() + " at " + version());
		}

		private void body() {
			this.seen.add("body " + version() + " " + this.modifiedBy);
		}

	}

	abstract static class Parent extends Aggregate {

		final List<String> calls = new ArrayList<>();

		@Apply
		void parent(DomainEvent event) {
			this.calls.add("parent " + event.name());
		}

	}

	static class Child extends Parent {

		@Event("Born")
		Child() {
		}

		@Event("Grown")
		void grow() {
			this.calls.add("body");
		}

		@Apply
		void child(DomainEvent event) {
			this.calls.add("child " + event.name());
		}

	}

	static class Overriding extends Parent {

		@Event("Born")
		Overriding() {
		}

		@Override
		@Apply
		void parent(DomainEvent event) {
			this.calls.add("overriding " + event.name());
		}

	}

	static class Plain extends Parent {

		@Event("Born")
		Plain() {
		}

		@Override
		void parent(DomainEvent event) {
			this.calls.add("plain " + event.name());
		}

	}

	abstract static class PrivateParent extends Aggregate {

		final List<String> calls = new ArrayList<>();

		@Apply
		private void every(DomainEvent event) {
			this.calls.add("private parent");
		}

	}

	static class PrivateChild extends PrivateParent {

		@Event("Born")
		PrivateChild() {
		}

		@Apply
		private void every(DomainEvent event) {
			this.calls.add("private child");
		}

	}

	static class Nosy extends Aggregate {

		record Seen() {
		}

		String refusal;

		@Event
		Nosy() {
		}

		@Apply
		private void on(Seen event) {
		}

		@Apply
		private void every(DomainEvent event) {
			try {
				trigger(new Seen());
			}
			catch (EventSourcingException ex) {
				this.refusal = ex.getMessage();
			}
		}

	}

}
