package io.eventsourcing.sample.dogschool;

import java.net.URI;
import java.util.List;
import java.util.UUID;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Exposes the commands and queries of the dog school over HTTP.
 */
@RestController
@RequestMapping("/dogs")
class DogController {

	/**
	 * Excludes control characters, because PostgreSQL cannot store all of them in text
	 * columns.
	 */
	private static final String PRINTABLE = "\\P{Cntrl}*";

	private final DogSchool school;

	private final DogHistory history;

	DogController(DogSchool school, DogHistory history) {
		this.school = school;
		this.history = history;
	}

	@PostMapping
	ResponseEntity<RegisteredDog> registerDog(@Valid @RequestBody NewDog dog) {
		UUID id = this.school.registerDog(dog.name());
		return ResponseEntity.created(URI.create("/dogs/" + id)).body(new RegisteredDog(id));
	}

	@PostMapping("/{id}/tricks")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void addTrick(@PathVariable UUID id, @Valid @RequestBody NewTrick trick) {
		this.school.addTrick(id, trick.trick());
	}

	@GetMapping("/{id}")
	DogDetails getDog(@PathVariable UUID id, @RequestParam(required = false) @Min(1) @Nullable Long version) {
		return (version != null) ? this.history.getDog(id, version) : this.school.getDog(id);
	}

	@GetMapping("/{id}/history")
	List<DogEvent> history(@PathVariable UUID id, @RequestParam(defaultValue = "0") @Min(0) long after,
			@RequestParam(defaultValue = "100") @Min(1) @Max(1000) int limit) {
		return this.history.events(id, after, limit);
	}

	record NewDog(@NotBlank @Size(max = 100) @Pattern(regexp = PRINTABLE) String name) {
	}

	record NewTrick(@NotBlank @Size(max = 100) @Pattern(regexp = PRINTABLE) String trick) {
	}

	record RegisteredDog(UUID id) {
	}

}
