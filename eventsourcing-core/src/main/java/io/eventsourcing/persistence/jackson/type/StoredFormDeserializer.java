package io.eventsourcing.persistence.jackson.type;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.function.Predicate;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.std.DelegatingDeserializer;

/**
 * Reads values such as times and URIs only in the form in which they are stored. Jackson
 * would convert others: a number to a time near the year 1970, the time of an event to
 * its date, an empty text to null.
 */
final class StoredFormDeserializer extends DelegatingDeserializer {

	private static final Predicate<String> WITH_TIME = (text) -> text.indexOf(':') >= 0;

	/** What distinguishes the text of a type, if Jackson reads that of others as well. */
	private static final Map<Class<?>, Predicate<String>> TEXTS = Map.of(Instant.class, WITH_TIME, OffsetDateTime.class,
			WITH_TIME, ZonedDateTime.class, WITH_TIME, LocalDate.class, WITH_TIME.negate(), LocalDateTime.class,
			(text) -> !text.endsWith("Z"), Month.class, (text) -> text.chars().noneMatch(Character::isDigit));

	private final JsonToken token;

	private final Predicate<String> form;

	StoredFormDeserializer(ValueDeserializer<?> delegate) {
		super(delegate);
		this.token = (handledType() == Year.class) ? JsonToken.VALUE_NUMBER_INT : JsonToken.VALUE_STRING;
		this.form = TEXTS.getOrDefault(handledType(), (text) -> true);
	}

	@Override
	protected ValueDeserializer<?> newDelegatingInstance(ValueDeserializer<?> delegate) {
		return new StoredFormDeserializer(delegate);
	}

	/** An annotation may specify that a property is stored in another form. */
	@Override
	public ValueDeserializer<?> createContextual(DeserializationContext context, @Nullable BeanProperty property) {
		ValueDeserializer<?> contextual = super.createContextual(context, property);
		JsonFormat.Value format = findFormatOverrides(context, property, handledType());
		return (format.hasShape() || format.hasPattern()) ? ((DelegatingDeserializer) contextual).getDelegatee()
				: contextual;
	}

	@Override
	public @Nullable Object deserialize(JsonParser parser, DeserializationContext context) {
		if (!parser.hasToken(this.token)) {
			return context.handleUnexpectedToken(context.constructType(handledType()), parser);
		}
		String text = parser.getString();
		Object value = this.form.test(text) ? super.deserialize(parser, context) : null;
		return (value != null) ? value
				: context.handleWeirdStringValue(handledType(), text, "the form of another type");
	}

}
