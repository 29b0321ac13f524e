package io.eventsourcing.autoconfigure.metadata;

import java.util.function.BiConsumer;

import io.eventsourcing.persistence.metadata.MetadataSource;

import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/** Adds the name of the user that Spring Security has authenticated. */
final class UserMetadataSource implements MetadataSource {

	@Override
	public void contribute(BiConsumer<String, String> metadata) {
		Authentication user = SecurityContextHolder.getContext().getAuthentication();
		if (user != null && user.isAuthenticated() && !(user instanceof AnonymousAuthenticationToken)) {
			metadata.accept("user", user.getName());
		}
	}

}
