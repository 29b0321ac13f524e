package io.eventsourcing.autoconfigure.aggregate;

import javax.lang.model.element.Modifier;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.generate.GeneratedMethod;
import org.springframework.aot.generate.GenerationContext;
import org.springframework.beans.factory.aot.BeanRegistrationAotContribution;
import org.springframework.beans.factory.aot.BeanRegistrationAotProcessor;
import org.springframework.beans.factory.aot.BeanRegistrationCode;
import org.springframework.beans.factory.aot.BeanRegistrationCodeFragments;
import org.springframework.beans.factory.aot.BeanRegistrationCodeFragmentsDecorator;
import org.springframework.beans.factory.support.RegisteredBean;
import org.springframework.javapoet.ClassName;
import org.springframework.javapoet.CodeBlock;

/**
 * Replaces the search for aggregates by the list of those that were found when the
 * application was processed ahead of time, because a native image has no class path to
 * search, and registers what a native image has to know about them.
 */
final class AggregateTypesAotProcessor implements BeanRegistrationAotProcessor {

	@Override
	public @Nullable BeanRegistrationAotContribution processAheadOfTime(RegisteredBean registeredBean) {
		if (!AggregateTypes.class.equals(registeredBean.getBeanClass())) {
			return null;
		}
		AggregateTypes types = registeredBean.getBeanFactory()
			.getBean(registeredBean.getBeanName(), AggregateTypes.class);
		AggregateHints hints = new AggregateHints(types.load(registeredBean.getBeanFactory().getBeanClassLoader()));
		return BeanRegistrationAotContribution.withCustomCodeFragments(
				(fragments) -> new AggregateTypesCodeFragments(fragments, registeredBean, types, hints));
	}

	/** Generates the code that creates the bean from the names of the classes. */
	private static final class AggregateTypesCodeFragments extends BeanRegistrationCodeFragmentsDecorator {

		private final RegisteredBean registeredBean;

		private final AggregateTypes types;

		private final AggregateHints hints;

		AggregateTypesCodeFragments(BeanRegistrationCodeFragments fragments, RegisteredBean registeredBean,
				AggregateTypes types, AggregateHints hints) {
			super(fragments);
			this.registeredBean = registeredBean;
			this.types = types;
			this.hints = hints;
		}

		/** Returns the class beside which code is generated: that of the definition. */
		@Override
		public ClassName getTarget(RegisteredBean registeredBean) {
			return ClassName.get(AggregateTypes.class);
		}

		@Override
		public CodeBlock generateInstanceSupplierCode(GenerationContext context,
				BeanRegistrationCode beanRegistrationCode, boolean allowDirectSupplierShortcut) {
			this.hints.register(context.getRuntimeHints());
			GeneratedMethod method = beanRegistrationCode.getMethods()
				.add("getInstance",
						(code) -> code.addJavadoc("Get the bean instance for '$L'.", this.registeredBean.getBeanName())
							.addModifiers(Modifier.PRIVATE, Modifier.STATIC)
							.returns(AggregateTypes.class)
							.addStatement("return $T.of(new $T[] { $L })", AggregateTypes.class, String.class,
									names()));
			return method.toMethodReference().toCodeBlock();
		}

		private CodeBlock names() {
			return this.types.names().stream().map((name) -> CodeBlock.of("$S", name)).collect(CodeBlock.joining(", "));
		}

	}

}
