package io.eventsourcing.test.autoconfigure.dogs;

import org.springframework.stereotype.Controller;

@Controller
public class DogController {

}
