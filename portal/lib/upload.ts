import { presence } from './activity.ts';
import type { Text } from './i18n.tsx';
import { requestProof } from './proof.ts';
import { requestSignIn } from './session.ts';

/** A file that the server has taken; commands take its id. */
export interface UploadedFile {
  readonly id: string;
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: number;
}

/** A refusal with the server's code, NETWORK without an answer, or ABORTED by the person. */
export class UploadError extends Error {
  constructor(
    readonly code: string,
    readonly params: Record<string, string | number> = {},
  ) {
    super(code);
  }
}

interface Options {
  readonly onProgress: (sent: number) => void;
  readonly signal: AbortSignal;
}

/**
 * Uploads one file. An ended session opens the sign-in, and a link without proof the dialog for it; then the upload
 * begins again. Throws UploadError, or ProofDeclined.
 */
export async function uploadFile(file: File, options: Options): Promise<UploadedFile> {
  try {
    return await send(file, options);
  } catch (error) {
    const code = error instanceof UploadError ? error.code : null;
    if (code === 'UNAUTHENTICATED') await requestSignIn();
    else if (code === 'FRESH_PROOF_REQUIRED') await requestProof();
    else throw error;
    return await send(file, options);
  }
}

/** By XMLHttpRequest, because `fetch` does not report the progress of a request. */
function send(file: File, { onProgress, signal }: Options): Promise<UploadedFile> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const fail = (code: string) => () => reject(new UploadError(code));
    request.open('POST', '/files');
    for (const [name, value] of Object.entries({ 'x-partnergraph': '1', ...presence() }))
      request.setRequestHeader(name, value);
    request.responseType = 'json';
    request.upload.onprogress = ({ loaded }) => onProgress(loaded);
    request.onerror = fail('NETWORK');
    request.onabort = fail('ABORTED');
    request.onload = () => {
      const answer = request.response as (UploadedFile & Partial<UploadError>) | null;
      if (request.status === 201 && answer) resolve(answer);
      else reject(new UploadError(answer?.code ?? 'INTERNAL', answer?.params));
    };
    signal.addEventListener('abort', () => request.abort());
    const form = new FormData();
    form.append('file', file);
    request.send(form);
  });
}

/** The refusal in the person's language. */
export const uploadErrorText = ({ code, params }: UploadError, t: Text): string =>
  t.maybe(`file.${code}`, params, t.maybe(`ui.files.error.${code}`, params, t('ui.files.error')));
