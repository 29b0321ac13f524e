package io.eventsourcing.persistence.jackson;

import java.util.List;
import java.util.Locale;
import java.util.TimeZone;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import io.eventsourcing.persistence.jackson.type.StoredTypesModule;
import tools.jackson.core.Base64Variants;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.core.util.JsonRecyclerPools;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.ConstructorDetector;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;
import tools.jackson.databind.util.StdDateFormat;

import org.springframework.core.KotlinDetector;
import org.springframework.util.ClassUtils;

/**
 * Builds the mapper of the event store. Every setting of Jackson that has an effect on
 * the stored bytes, or on what is read from them, is made here and nowhere else, so that
 * neither another version of Jackson nor a module on the class path changes what stored
 * events mean.
 */
final class StoredJson {

	/**
	 * The depth of nested objects and arrays, the same for writing and reading. Objects
	 * that contain themselves exceed it when they are written.
	 */
	static final int MAX_DEPTH = 500;

	/**
	 * Whether the module for Kotlin is on the class path. It is the only module that is
	 * added in that case: without it, most Kotlin classes cannot be read.
	 */
	private static final boolean KOTLIN_PRESENT = KotlinDetector.isKotlinReflectPresent()
			&& ClassUtils.isPresent("tools.jackson.module.kotlin.KotlinModule", StoredJson.class.getClassLoader());

	private StoredJson() {
	}

	static JsonMapper mapper(List<? extends EventJsonCustomizer> customizers) {
		JsonMapper.Builder builder = JsonMapper.builder(factory());
		if (KOTLIN_PRESENT) {
			KotlinSupport.addTo(builder);
		}
		customizers.forEach((customizer) -> customizer.customize(builder));
		pinFormat(builder);
		pinProperties(builder);
		pinPresence(builder);
		pinNumbers(builder);
		pinEnums(builder);
		pinDates(builder);
		return builder.addModule(new StoredTypesModule()).addModule(new StoredJsonModule()).build();
	}

	/**
	 * Returns a factory without limits on the size of a value, so that everything that
	 * was written can be read. The size of the whole payload is limited when it is saved.
	 * <p>
	 * Each thread keeps its own buffers. With the default pool, which all threads share,
	 * taking a buffer and giving it back costs about a sixth of the time in which an
	 * event is read. A virtual thread reuses its buffers only for its own events.
	 */
	private static JsonFactory factory() {
		return JsonFactory.builder()
			.recyclerPool(JsonRecyclerPools.threadLocalPool())
			.streamReadConstraints(StreamReadConstraints.builder()
				.maxNestingDepth(MAX_DEPTH)
				.maxNumberLength(Integer.MAX_VALUE)
				.maxNameLength(Integer.MAX_VALUE)
				.maxStringLength(Integer.MAX_VALUE)
				.build())
			.streamWriteConstraints(StreamWriteConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
			.disable(TokenStreamFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
			.build();
	}

	private static void pinFormat(JsonMapper.Builder builder) {
		builder.disable(JsonReadFeature.values())
			.enable(JsonWriteFeature.QUOTE_PROPERTY_NAMES, JsonWriteFeature.WRITE_NAN_AS_STRINGS,
					JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8, JsonWriteFeature.WRITE_HEX_UPPER_CASE)
			.disable(JsonWriteFeature.ESCAPE_NON_ASCII, JsonWriteFeature.ESCAPE_FORWARD_SLASHES)
			.disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
			.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.WRAP_EXCEPTIONS)
			.disable(DeserializationFeature.UNWRAP_ROOT_VALUE, DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY,
					DeserializationFeature.UNWRAP_SINGLE_VALUE_ARRAYS)
			.disable(SerializationFeature.INDENT_OUTPUT, SerializationFeature.WRAP_ROOT_VALUE,
					SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS,
					SerializationFeature.WRITE_CHAR_ARRAYS_AS_JSON_ARRAYS,
					SerializationFeature.WRITE_SINGLE_ELEM_ARRAYS_UNWRAPPED)
			.enable(SerializationFeature.WRITE_EMPTY_JSON_ARRAYS, SerializationFeature.WRAP_EXCEPTIONS)
			.defaultBase64Variant(Base64Variants.MIME_NO_LINEFEEDS)
			.defaultLocale(Locale.ROOT)
			.defaultFormat(JsonFormat.Value.empty())
			.deactivateDefaultTyping();
	}

	/**
	 * Stores the fields of classes and the components of records. Getters are ignored.
	 */
	private static void pinProperties(JsonMapper.Builder builder) {
		builder
			.changeDefaultVisibility((checker) -> checker.withVisibility(PropertyAccessor.FIELD, Visibility.ANY)
				.withVisibility(PropertyAccessor.GETTER, Visibility.NONE)
				.withVisibility(PropertyAccessor.IS_GETTER, Visibility.NONE)
				.withVisibility(PropertyAccessor.SETTER, Visibility.NONE)
				.withVisibility(PropertyAccessor.CREATOR, Visibility.PUBLIC_ONLY))
			.enable(MapperFeature.USE_ANNOTATIONS, MapperFeature.DETECT_PARAMETER_NAMES,
					MapperFeature.INFER_CREATOR_FROM_CONSTRUCTOR_PROPERTIES, MapperFeature.INFER_PROPERTY_MUTATORS,
					MapperFeature.CAN_OVERRIDE_ACCESS_MODIFIERS, MapperFeature.SORT_PROPERTIES_ALPHABETICALLY,
					MapperFeature.SORT_CREATOR_PROPERTIES_FIRST, MapperFeature.REQUIRE_TYPE_ID_FOR_SUBTYPES)
			.disable(MapperFeature.ALLOW_FINAL_FIELDS_AS_MUTATORS, MapperFeature.USE_GETTERS_AS_SETTERS,
					MapperFeature.INFER_RECORD_GETTERS_FROM_COMPONENTS_ONLY, MapperFeature.PROPAGATE_TRANSIENT_MARKER,
					MapperFeature.FIX_FIELD_NAME_UPPER_CASE_PREFIX, MapperFeature.USE_STATIC_TYPING,
					MapperFeature.USE_BASE_TYPE_AS_DEFAULT_IMPL, MapperFeature.INVERSE_READ_WRITE_ACCESS,
					MapperFeature.ACCEPT_CASE_INSENSITIVE_PROPERTIES, MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS,
					MapperFeature.ACCEPT_CASE_INSENSITIVE_VALUES, MapperFeature.USE_WRAPPER_NAME_AS_PROPERTY_NAME,
					MapperFeature.ALLOW_EXPLICIT_PROPERTY_RENAMING)
			.propertyNamingStrategy(null)
			.constructorDetector(ConstructorDetector.DEFAULT)
			.enable(SerializationFeature.FAIL_ON_EMPTY_BEANS);
	}

	/**
	 * Nulls are stored. What is stored but no longer declared is skipped; what is
	 * declared but not stored is null, unless {@link StoredTypesModule} requires it.
	 */
	private static void pinPresence(JsonMapper.Builder builder) {
		builder
			.changeDefaultPropertyInclusion(
					(ignored) -> JsonInclude.Value.construct(JsonInclude.Include.ALWAYS, JsonInclude.Include.ALWAYS))
			.changeDefaultNullHandling((ignored) -> JsonSetter.Value.empty())
			.defaultMergeable(false)
			.disable(MapperFeature.WRAPPERS_DEFAULT_TO_NULL)
			.clearProblemHandlers()
			.enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
			.disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
					DeserializationFeature.USE_NULL_FOR_MISSING_REFERENCE_VALUES,
					DeserializationFeature.FAIL_ON_IGNORED_PROPERTIES,
					DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
					DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
					DeserializationFeature.ACCEPT_EMPTY_STRING_AS_NULL_OBJECT,
					DeserializationFeature.ACCEPT_EMPTY_ARRAY_AS_NULL_OBJECT)
			.enable(JsonNodeFeature.READ_NULL_PROPERTIES, JsonNodeFeature.WRITE_NULL_PROPERTIES)
			.disable(JsonNodeFeature.WRITE_PROPERTIES_SORTED);
	}

	/** Numbers keep their digits, and are not converted to other kinds of values. */
	private static void pinNumbers(JsonMapper.Builder builder) {
		builder.disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
			.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
			.disable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS, DeserializationFeature.USE_LONG_FOR_INTS,
					DeserializationFeature.ACCEPT_FLOAT_AS_INT)
			.disable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
			.disable(JsonWriteFeature.WRITE_NUMBERS_AS_STRINGS)
			.enable(JsonNodeFeature.USE_BIG_DECIMAL_FOR_FLOATS)
			.disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
			.withCoercionConfigDefaults((config) -> config.setAcceptBlankAsEmpty(false))
			.withCoercionConfig(LogicalType.Textual,
					(config) -> config.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
						.setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
						.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail));
	}

	/**
	 * Enums are stored by name. An unknown name is an error, unless the enum has a
	 * constant with {@link com.fasterxml.jackson.annotation.JsonEnumDefaultValue}.
	 */
	private static void pinEnums(JsonMapper.Builder builder) {
		builder.enumNamingStrategy(null)
			.enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS, EnumFeature.READ_UNKNOWN_ENUM_VALUES_USING_DEFAULT_VALUE)
			.disable(EnumFeature.READ_ENUMS_USING_TO_STRING, EnumFeature.WRITE_ENUMS_USING_TO_STRING,
					EnumFeature.WRITE_ENUMS_USING_INDEX, EnumFeature.WRITE_ENUM_KEYS_USING_INDEX,
					EnumFeature.READ_ENUM_KEYS_USING_INDEX, EnumFeature.READ_UNKNOWN_ENUM_VALUES_AS_NULL,
					EnumFeature.WRITE_ENUMS_TO_LOWERCASE);
	}

	/** Times are ISO text with their own offset and zone. */
	private static void pinDates(JsonMapper.Builder builder) {
		builder.defaultDateFormat(new StdDateFormat())
			.defaultTimeZone(TimeZone.getTimeZone("UTC"))
			.enable(DateTimeFeature.WRITE_DATES_WITH_ZONE_ID, DateTimeFeature.ONE_BASED_MONTHS)
			.disable(DateTimeFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE,
					DateTimeFeature.WRITE_DATES_WITH_CONTEXT_TIME_ZONE, DateTimeFeature.NORMALIZE_DESERIALIZED_ZONE_ID,
					DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS, DateTimeFeature.WRITE_DATE_KEYS_AS_TIMESTAMPS,
					DateTimeFeature.WRITE_DURATIONS_AS_TIMESTAMPS, DateTimeFeature.WRITE_UTC_AS_OFFSET,
					DateTimeFeature.TRUNCATE_TO_MSECS_ON_READ, DateTimeFeature.TRUNCATE_TO_MSECS_ON_WRITE,
					DateTimeFeature.USE_TIME_ZONE_FOR_LENIENT_DATE_PARSING,
					DateTimeFeature.ALWAYS_ALLOW_STRINGIFIED_DATE_TIMESTAMPS);
	}

}
