package io.eventsourcing.projection.jdbc;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Collected updates, divided into batches of the same SQL that are executed one after
 * another.
 * <p>
 * An update with a key joins the earliest batch of its SQL that is not before the batch
 * of the previous update with that key, so updates with equal keys keep their order. An
 * update without a key joins the last batch or begins a new one, and no later update may
 * join a batch before that one, so it keeps its order relative to all others.
 */
final class PendingUpdates {

	private final List<StatementBatch> batches = new ArrayList<>();

	private final Map<Object, Integer> lastBatchOfKey = new HashMap<>();

	/** The first batch that updates may still join. */
	private int barrier;

	private int size;

	void add(String sql, PendingUpdate update) {
		int batch = find(sql, earliest(update.key()));
		if (batch == this.batches.size()) {
			this.batches.add(new StatementBatch(sql));
		}
		this.batches.get(batch).add(update);
		this.size++;
		if (update.key() == null) {
			this.barrier = batch;
		}
		else {
			this.lastBatchOfKey.put(update.key(), batch);
		}
	}

	private int earliest(@Nullable Object key) {
		if (key == null) {
			return Math.max(this.batches.size() - 1, 0);
		}
		return Math.max(this.lastBatchOfKey.getOrDefault(key, 0), this.barrier);
	}

	/**
	 * Returns the first batch with this SQL at or after the given one, or the index of a
	 * new batch.
	 */
	private int find(String sql, int from) {
		int batch = from;
		while (batch < this.batches.size() && !this.batches.get(batch).sql().equals(sql)) {
			batch++;
		}
		return batch;
	}

	int size() {
		return this.size;
	}

	void send(JdbcTemplate jdbcTemplate) {
		this.batches.forEach((batch) -> batch.send(jdbcTemplate));
	}

}
