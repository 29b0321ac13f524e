package ${package};

import java.net.URI;
import java.util.UUID;

import io.eventsourcing.application.AggregateNotFoundException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/dogs")
class DogController {

	private final DogSchool school;

	DogController(DogSchool school) {
		this.school = school;
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
	DogDetails getDog(@PathVariable UUID id) {
		return this.school.getDog(id);
	}

	@ExceptionHandler
	ProblemDetail notFound(AggregateNotFoundException ex) {
		return ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, ex.getMessage());
	}

	record NewDog(@NotBlank @Size(max = 100) String name) {
	}

	record NewTrick(@NotBlank @Size(max = 100) String trick) {
	}

	record RegisteredDog(UUID id) {
	}

}
