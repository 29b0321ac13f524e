package io.eventsourcing.persistence.jdbc.sql;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;

import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FilePathWrapper;

/** The files of H2 on a disk that can be full. Public for H2, which makes instances. */
public final class LimitedDisk extends FilePathWrapper {

	static final String SCHEME = "limited";

	static volatile boolean full;

	@Override
	public String getScheme() {
		return SCHEME;
	}

	@Override
	public FileChannel open(String mode) throws IOException {
		return new LimitedFile(super.open(mode));
	}

	private static final class LimitedFile extends FileBaseDefault {

		private final FileChannel target;

		private LimitedFile(FileChannel target) {
			this.target = target;
		}

		@Override
		public int read(ByteBuffer into, long position) throws IOException {
			return this.target.read(into, position);
		}

		@Override
		public int write(ByteBuffer from, long position) throws IOException {
			if (full) {
				throw new IOException("No space left on device");
			}
			return this.target.write(from, position);
		}

		@Override
		protected void implTruncate(long size) throws IOException {
			this.target.truncate(size);
		}

		@Override
		public long size() throws IOException {
			return this.target.size();
		}

		@Override
		public void force(boolean metadata) throws IOException {
			this.target.force(metadata);
		}

		@Override
		public FileLock tryLock(long position, long size, boolean shared) throws IOException {
			return this.target.tryLock(position, size, shared);
		}

		@Override
		protected void implCloseChannel() throws IOException {
			this.target.close();
		}

	}

}
