import { once } from 'node:events';
import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';

/** A file of an archive; its bytes are made when its turn comes. */
export type ZipEntry = {
  readonly name: string;
  readonly savedAt: Date;
  /** Whether packing makes it smaller: PDF and Excel are packed already. */
  readonly packs: boolean;
  readonly bytes: Uint8Array;
};

/**
 * A ZIP archive piece by piece. The next file is only asked for when the last one has gone through the packer, and the
 * packer waits for whoever takes the pieces: an archive of a thousand cases takes no more memory than one of ten.
 */
export async function* zipOf(entries: AsyncIterable<ZipEntry>): AsyncGenerator<Uint8Array, void, undefined> {
  const zip = new ZipFile();
  const out = zip.outputStream as Readable;
  const fed = feed(zip, entries);
  // The pieces end with what ended the feeding, so a failure is thrown to whoever takes them.
  const fail = (error: unknown): void =>
    void out.destroy(error instanceof Error ? error : new Error('the archive cannot be written'));
  fed.catch(fail);
  zip.on('error', fail);
  try {
    for await (const piece of out) yield piece as Buffer;
    await fed;
  } finally {
    out.destroy();
  }
}

async function feed(zip: ZipFile, entries: AsyncIterable<ZipEntry>): Promise<void> {
  for await (const entry of entries) await add(zip, entry);
  zip.end();
}

/** Settles when the file has gone through the packer. */
async function add(zip: ZipFile, { name, savedAt, packs, bytes }: ZipEntry): Promise<void> {
  const source = sourceOf(bytes);
  const gone = once(source, 'close');
  zip.addReadStreamLazy(name, { mtime: savedAt, compress: packs, size: bytes.length }, handOver(source));
  unpool(zip);
  await gone;
}

/** The archive remembers every entry to its end, with all that its function holds: so that function lets go of the stream. */
function handOver(source: Readable): (take: (error: unknown, stream: Readable) => void) => void {
  let held: Readable | undefined = source;
  return (take) => {
    const stream = held;
    held = undefined;
    if (stream) take(null, stream);
  };
}

/**
 * The name of an entry, kept to the end of the archive, is a slice of the pool that Node cuts small buffers from, and keeps
 * all of it: 64 KiB for each file. A copy of its own is as long as the name.
 */
function unpool(zip: ZipFile): void {
  const entry = (zip as unknown as { entries: { utf8FileName: Buffer }[] }).entries.at(-1);
  if (entry) entry.utf8FileName = Buffer.from(Uint8Array.from(entry.utf8FileName).buffer);
}

function sourceOf(bytes: Uint8Array): Readable {
  let left: Uint8Array | null = bytes;
  return new Readable({
    read() {
      this.push(left);
      if (left) this.push(null);
      left = null;
    },
  });
}
