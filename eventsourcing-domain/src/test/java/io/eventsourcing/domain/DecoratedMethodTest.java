package io.eventsourcing.domain;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Calls of decorated methods, of every shape that Java has.
 */
class DecoratedMethodTest {

	private final Account account = new Account();

	@Test
	void nameIsInferredFromTheMethod() {
		this.account.deposit(5);
		assertThat(events()).extracting(DomainEvent::name).containsExactly("Created", "Deposit");
	}

	@Test
	void argumentsAreRecordedAsPassedEvenIfTheBodyAssignsToThem() {
		this.account.assignToParameters("given", 7L);
		assertThat(arguments()).hasToString("{text=given, number=7}");
		assertThat(this.account.log).containsExactly("changed 8");
		events();
	}

	@Test
	void argumentsOfAllPrimitiveTypesAndNull() {
		this.account.primitives(true, (byte) 1, 'c', (short) 2, 3, 4L, 5.5f, 6.6, null);
		assertThat(arguments()).hasToString("{z=true, b=1, c=c, s=2, i=3, j=4, f=5.5, d=6.6, text=null}");
		assertThat(this.account.log).containsExactly("true 1 c 2 3 4 5.5 6.6 null");
		events();
	}

	@Test
	void variableArguments() {
		this.account.varargs("a", "b", "c");
		this.account.varargs("a");
		assertThat((Object[]) arguments(1).get("more")).containsExactly("b", "c");
		assertThat((Object[]) arguments(2).get("more")).isEmpty();
		assertThat(this.account.log).containsExactly("a[b, c]", "a[]");
		events();
	}

	@Test
	void genericMethod() {
		this.account.generic("text", List.of("x"));
		assertThat(arguments()).hasToString("{value=text, list=[x]}");
		events();
	}

	@Test
	void returnValuesAreTheBodys() {
		assertThat(this.account.deposit(5)).isEqualTo(5);
		assertThat(this.account.deposit(6)).isEqualTo(11);
		assertThat(this.account.returnsLong()).isEqualTo(Long.MAX_VALUE);
		assertThat(this.account.returnsDouble()).isEqualTo(0.5);
		assertThat(this.account.returnsBoolean()).isTrue();
		assertThat(this.account.returnsItself()).isSameAs(this.account);
		assertThat(events()).hasSize(7);
	}

	@Test
	void earlyReturnRecords() {
		this.account.controlFlow(0);
		this.account.controlFlow(1);
		this.account.controlFlow(2);
		assertThat(this.account.log).containsExactly("finally", "one", "finally", "other", "end", "finally");
		assertThat(events()).hasSize(4);
	}

	@Test
	void synchronizedMethodAndMethodWithLambdas() {
		this.account.locked("a");
		this.account.withLambda("b");
		assertThat(this.account.log).containsExactly("locked a", "lambda b");
		assertThat(events()).hasSize(3);
	}

	@Test
	void privateAndFinalMethods() {
		this.account.command("a");
		this.account.finalMethod("b");
		assertThat(events()).extracting(DomainEvent::name)
			.containsExactly("Created", "Hidden", "Hidden", "FinalMethod");
		assertThat(this.account.log).containsExactly("a1", "a2", "b");
	}

	@Test
	void undecoratedMethodIsACommandThatMayDecideAgainstAnEvent() {
		this.account.command("");
		assertThat(this.account.version()).isEqualTo(1);
		assertThat(events()).hasSize(1);
	}

	@Test
	void decoratedCallInADecoratedBodyIsPartOfTheOuterEvent() {
		this.account.outer("x");
		assertThat(this.account.version()).isEqualTo(2);
		assertThat(this.account.log).containsExactly("before", "x inner1", "x inner2", "after");
		assertThat(events()).extracting(DomainEvent::name).containsExactly("Created", "Outer");
	}

	@Test
	void bodyThatThrowsTriggersNothing() {
		assertThatIllegalStateException().isThrownBy(() -> this.account.fail(new IllegalStateException("full")))
			.withMessage("full");
		assertThat(this.account.version()).isEqualTo(1);
		assertThat(this.account.modifiedOn()).isEqualTo(this.account.createdOn());
		assertThat(this.account.pendingEvents()).hasSize(1);

		this.account.deposit(1);
		assertThat(this.account.version()).isEqualTo(2);
		assertThat(events()).extracting(DomainEvent::name).containsExactly("Created", "Deposit");
	}

	@Test
	void checkedExceptionsAndErrorsComeThroughAsTheyAre() {
		IOException checked = new IOException();
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> this.account.fail(checked)).isSameAs(checked);
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> this.account.fail(new AssertionError()));
		assertThatExceptionOfType(NullPointerException.class).isThrownBy(() -> this.account.fail(null));
		assertThat(events()).hasSize(1);
	}

	@Test
	void exceptionInANestedCallThatTheOuterBodyCatches() {
		this.account.catches();
		assertThat(this.account.log).containsExactly("caught");
		assertThat(events()).extracting(DomainEvent::name).containsExactly("Created", "Catches");
	}

	@Test
	void exceptionDuringReplayLeavesVersionAndTimeAndTheNextEventApplies() {
		this.account.touchy(1);
		List<DomainEvent> events = this.account.collectEvents();
		Account copy = Replays.replay(events.subList(0, 1));
		copy.broken = true;
		assertThatIllegalStateException().isThrownBy(() -> events.get(1).mutate(copy)).withMessage("broken");
		assertThat(copy.version()).isEqualTo(1);
		assertThat(copy.modifiedOn()).isEqualTo(copy.createdOn());
		copy.broken = false;
		assertThat(events.get(1).mutate(copy)).isSameAs(copy);
		assertThat(copy.version()).isEqualTo(2);
		copy.deposit(1);
		assertThat(copy.pendingEvents()).hasSize(1);
	}

	@Test
	void aCheckedExceptionDuringReplayIsWrapped() throws IOException {
		this.account.load("1");
		List<DomainEvent> events = this.account.collectEvents();
		Account copy = Replays.replay(events.subList(0, 1));
		copy.broken = true;
		assertThatExceptionOfType(EventSourcingException.class).isThrownBy(() -> events.get(1).mutate(copy))
			.withMessageContaining("Account.Load, version 2 of the aggregate " + copy.id())
			.withMessageContaining("has thrown java.io.IOException")
			.withCauseInstanceOf(IOException.class);
		assertThat(copy.version()).isEqualTo(1);
	}

	@Test
	void aLambdaThatRunsLaterTriggersItsOwnEvent() {
		this.account.deferred();
		assertThat(this.account.version()).isEqualTo(2);
		this.account.later.get();
		assertThat(this.account.version()).isEqualTo(3);
		assertThat(events()).extracting(DomainEvent::name).containsExactly("Created", "Deferred", "Deposit");
	}

	@Test
	void aggregatesDoNotMixTheirEvents() {
		Account other = new Account();
		this.account.pay(other, 5);
		assertThat(events()).extracting(DomainEvent::name).containsExactly("Created", "Hidden");
		assertThat(Replays.collectAndReplay(other)).extracting(DomainEvent::name).containsExactly("Created", "Deposit");
	}

	private List<DomainEvent> events() {
		return Replays.collectAndReplay(this.account);
	}

	private EventArguments arguments() {
		return arguments(1);
	}

	private EventArguments arguments(int index) {
		return (EventArguments) this.account.pendingEvents().get(index).payload();
	}

	static class Account extends Aggregate {

		private final List<String> log = new ArrayList<>();

		private int balance;

		private transient Supplier<Integer> later;

		private transient boolean broken;

		@Event
		Account() {
		}

		@Event
		int deposit(int amount) {
			this.balance += amount;
			return this.balance;
		}

		@Event
		void assignToParameters(String text, long number) {
			text = "changed";
			number++;
			this.log.add(text + " " + number);
		}

		@Event
		void primitives(boolean z, byte b, char c, short s, int i, long j, float f, double d, String text) {
			this.log.add(z + " " + b + " " + c + " " + s + " " + i + " " + j + " " + f + " " + d + " " + text);
		}

		@Event
		void varargs(String first, String... more) {
			this.log.add(first + Arrays.toString(more));
		}

		@Event
		<T extends Comparable<T>> void generic(T value, List<? super T> list) {
			this.log.add(value + "" + list);
		}

		@Event
		long returnsLong() {
			return Long.MAX_VALUE;
		}

		@Event
		double returnsDouble() {
			return 0.5;
		}

		@Event
		boolean returnsBoolean() {
			return true;
		}

		@Event
		Account returnsItself() {
			return this;
		}

		@Event
		void controlFlow(int way) {
			try {
				switch (way) {
					case 0:
						return;
					case 1:
						this.log.add("one");
						return;
					default:
						this.log.add("other");
				}
				for (int i = 0; i < way; i++) {
					if (i == 1) {
						break;
					}
				}
				this.log.add("end");
			}
			finally {
				this.log.add("finally");
			}
		}

		@Event
		synchronized void locked(String text) {
			synchronized (this.log) {
				assertThat(Thread.holdsLock(this)).isTrue();
				this.log.add("locked " + text);
			}
		}

		@Event
		void withLambda(String text) {
			Runnable body = () -> this.log.add("lambda " + text);
			body.run();
		}

		void command(String text) {
			if (!text.isEmpty()) {
				hidden(text + 1);
				hidden(text + 2);
			}
		}

		@Event
		private void hidden(String text) {
			this.log.add(text);
		}

		@Event
		final void finalMethod(String text) {
			this.log.add(text);
		}

		@Event
		void outer(String text) {
			this.log.add("before");
			inner(text, 1);
			inner(text, 2);
			this.log.add("after");
		}

		@Event
		void inner(String text, int number) {
			this.log.add(text + " inner" + number);
		}

		@Event
		void fail(Throwable problem) throws IOException {
			if (problem instanceof IOException checked) {
				throw checked;
			}
			if (problem instanceof RuntimeException unchecked) {
				throw unchecked;
			}
			if (problem instanceof Error error) {
				throw error;
			}
			problem.getMessage();
		}

		@Event
		void catches() {
			try {
				fail(new IllegalStateException());
			}
			catch (Exception ex) {
				this.log.add("caught");
			}
		}

		@Event
		void touchy(int number) {
			if (this.broken) {
				throw new IllegalStateException("broken");
			}
			this.balance = number;
		}

		@Event
		void load(String text) throws IOException {
			if (this.broken) {
				throw new IOException(text);
			}
		}

		@Event
		void deferred() {
			this.later = () -> deposit(3);
		}

		void pay(Account other, int amount) {
			hidden("paid " + amount);
			other.deposit(amount);
		}

	}

}
