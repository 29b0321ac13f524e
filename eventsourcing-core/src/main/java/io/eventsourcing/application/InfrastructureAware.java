package io.eventsourcing.application;

import org.springframework.beans.factory.Aware;

/**
 * To be handed the infrastructure of its store: by Spring before its initialisation
 * methods are called, elsewhere by hand.
 */
public interface InfrastructureAware extends Aware {

	/** Called once, before first use. */
	void setInfrastructure(Infrastructure infrastructure);

}
