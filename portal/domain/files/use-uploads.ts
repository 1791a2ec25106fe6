import { useCallback, useEffect, useRef, useState } from 'react';
import { useText } from '../../lib/i18n.tsx';
import { UploadError, uploadErrorText, uploadFile } from '../../lib/upload.ts';

/** A file that is being uploaded, was taken, or was refused. */
export interface Upload {
  readonly key: string;
  readonly file: File;
  readonly sent: number;
  /** Id of the file once the server has taken it. */
  readonly id: string | null;
  readonly error: string | null;
}

export interface Uploads {
  readonly list: readonly Upload[];
  /** Ids of the files that the server has taken. */
  readonly ids: readonly string[];
  readonly isPending: boolean;
  add(files: readonly File[]): void;
  /** Takes a file out; a running upload is canceled. */
  remove(key: string): void;
}

/** Uploads files as soon as they are chosen, at most `max` of them. */
export function useUploads(max: number): Uploads {
  const t = useText();
  const [list, setList] = useState<readonly Upload[]>([]);
  const running = useRef(new Map<string, AbortController>());
  const change = useCallback(
    (key: string, changes: Partial<Upload>) =>
      setList((all) => all.map((one) => (one.key === key ? { ...one, ...changes } : one))),
    [],
  );
  const begin = (key: string, file: File): void => {
    const abort = new AbortController();
    running.current.set(key, abort);
    uploadFile(file, { signal: abort.signal, onProgress: (sent) => change(key, { sent }) })
      .then(
        ({ id }) => change(key, { id }),
        (error: Error) =>
          change(key, {
            error: uploadErrorText(
              error instanceof UploadError ? error : new UploadError('ABORTED'),
              t,
            ),
          }),
      )
      .finally(() => running.current.delete(key));
  };
  useEffect(() => {
    const { current } = running;
    return () => {
      for (const abort of current.values()) abort.abort();
    };
  }, []);
  return {
    list,
    ids: list.flatMap(({ id }) => (id === null ? [] : [id])),
    isPending: list.some(({ id, error }) => id === null && error === null),
    add(files) {
      const more = files.slice(0, max - list.length).map((file) => ({
        key: crypto.randomUUID(),
        file,
        sent: 0,
        id: null,
        error: null,
      }));
      setList((all) => [...all, ...more]);
      for (const { key, file } of more) begin(key, file);
    },
    remove(key) {
      running.current.get(key)?.abort();
      setList((all) => all.filter((one) => one.key !== key));
    },
  };
}
