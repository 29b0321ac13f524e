package io.eventsourcing.autoconfigure;

class H2SchemaTest extends SchemaContract {

	H2SchemaTest() {
		super(Contexts.newH2());
	}

	@Override
	String defaultSchema() {
		return "PUBLIC";
	}

}
