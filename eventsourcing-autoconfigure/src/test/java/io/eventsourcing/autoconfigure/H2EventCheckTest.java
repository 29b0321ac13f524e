package io.eventsourcing.autoconfigure;

class H2EventCheckTest extends EventCheckContract {

	H2EventCheckTest() {
		super(Contexts.newH2());
	}

	@Override
	String in(String sql) {
		return sql.replace("{next}", "next value for \"eventsourcing\".notification_ids")
			.replace("{payload}", "X'7B7D'")
			.replace("{numbers}", "system_range(1, ?)");
	}

}
