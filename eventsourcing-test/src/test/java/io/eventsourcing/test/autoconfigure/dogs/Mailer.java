package io.eventsourcing.test.autoconfigure.dogs;

import org.springframework.stereotype.Service;

@Service
public class Mailer {

}
