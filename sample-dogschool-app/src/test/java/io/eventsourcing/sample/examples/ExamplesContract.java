package io.eventsourcing.sample.examples;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import io.eventsourcing.application.Repository;
import io.eventsourcing.projection.Projections;
import io.eventsourcing.sample.dogschool.Dog;
import io.eventsourcing.sample.dogschool.DogSchool;
import io.eventsourcing.sample.dogschool.DogSchoolApplication;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import static org.assertj.core.api.Assertions.assertThat;

/** The examples in the documentation, on every database. */
@SpringBootTest(
		classes = { DogSchoolApplication.class, TrickCounters.class, DogVersions.class, PageContents.class,
				Wiki.class },
		properties = { "eventsourcing.base-packages=io.eventsourcing.sample.dogschool,io.eventsourcing.sample.examples",
				"spring.flyway.locations=classpath:db/migration,classpath:examples,classpath:wiki/{vendor}" })
abstract class ExamplesContract {

	@Autowired
	private DogSchool school;

	@Autowired
	private Repository repository;

	@Autowired
	private Projections projections;

	@Autowired
	private TrickCounters counters;

	@Autowired
	private DogVersions versions;

	@Autowired
	Wiki wiki;

	final void awaitProjections() {
		assertThat(this.projections.awaitAll(Duration.ofSeconds(30))).isTrue();
	}

	@Test
	void tricksAreCountedAcrossDogs() {
		UUID fido = this.school.registerDog("Fido");
		this.school.addTrick(fido, "count to three");
		this.school.addTrick(fido, "count to four");
		awaitProjections();
		this.school.addTrick(this.school.registerDog("Rex"), "count to three");
		awaitProjections();
		assertThat(this.counters.count("count to three")).isEqualTo(2);
		assertThat(this.counters.count("count to four")).isEqualTo(1);
		assertThat(this.counters.count("count to five")).isZero();
	}

	@Test
	void aDogIsFoundAsItWasAtATime() {
		UUID dogId = this.school.registerDog("Fido");
		Instant registered = modifiedOn(dogId);
		this.school.addTrick(dogId, "roll over");
		Instant first = modifiedOn(dogId);
		this.school.addTrick(dogId, "fetch");
		awaitProjections();
		assertThat(this.versions.dogAt(dogId, registered.minusMillis(1))).isEmpty();
		assertThat(tricks(dogId, registered)).isEmpty();
		assertThat(tricks(dogId, first)).containsExactly("roll over");
		assertThat(tricks(dogId, Instant.now())).containsExactly("roll over", "fetch");
		assertThat(this.versions.dogAt(UUID.randomUUID(), Instant.now())).isEmpty();
	}

	@Test
	void pagesAreFoundByTheWordsThatTheyContainNow() {
		UUID training = this.wiki.createPage("Training", "Reward the dog at once.");
		this.wiki.createPage("Feeding", "Cats and dogs eat twice a day.");
		awaitProjections();
		assertThat(titles("reward dog")).containsExactly("Training");
		assertThat(titles("DOG")).containsExactlyInAnyOrder("Training", "Feeding");
		assertThat(titles("dog 100%")).isEmpty();
		this.wiki.updateBody(training, "Praise works best.");
		awaitProjections();
		assertThat(titles("reward")).isEmpty();
		assertThat(titles("praise training")).containsExactly("Training");
		assertThat(this.wiki.search("praise")).extracting(Page::body).containsExactly("Praise works best.");
	}

	final List<String> titles(String words) {
		return this.wiki.search(words).stream().map(Page::title).toList();
	}

	private Instant modifiedOn(UUID dogId) {
		return this.repository.get(Dog.class, dogId).modifiedOn();
	}

	private List<String> tricks(UUID dogId, Instant time) {
		return this.versions.dogAt(dogId, time).orElseThrow().tricks();
	}

}
