// A file sent whole, with how much of it is on its way: the one thing `fetch` cannot tell.
import { ApiError } from "./api";

/**
 * Post a file and give what the server says of it.
 *
 * @param told the share that has been sent, 0 to 1; 1 while the server still reads
 * @throws ApiError the server was not reached, or it turned the file down
 */
export function sendFile<T>(path: string, file: Blob, told: (share: number) => void, signal?: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", path);
    request.setRequestHeader("accept", "application/json");
    request.setRequestHeader("content-type", "application/json");
    request.upload.onprogress = (event) => told(event.lengthComputable ? event.loaded / event.total : 0);
    request.upload.onload = () => told(1);
    request.onerror = () => reject(new ApiError(0, "unreachable", ""));
    request.onabort = () => reject(new DOMException("given up", "AbortError"));
    request.onload = () => {
      const said = read(request.responseText);
      if (request.status >= 200 && request.status < 300) resolve(said as T);
      else reject(refusal(request.status, said));
    };
    signal?.addEventListener("abort", () => request.abort());
    request.send(file);
  });
}

function read(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function refusal(status: number, said: unknown): ApiError {
  const { code, detail } = (said ?? {}) as { code?: unknown; detail?: unknown };
  return new ApiError(status, typeof code === "string" ? code : `http_${status}`, typeof detail === "string" ? detail : "", said);
}
