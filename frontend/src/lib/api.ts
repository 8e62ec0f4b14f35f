// The server's plain requests: JSON in, JSON out, the participant's cookie with each.

/** A request the server turned down, in its own code and words. Status 0: it was not reached. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    detail: string,
  ) {
    super(detail);
  }
}

async function call<T>(method: string, path: string, body?: unknown, signal?: AbortSignal): Promise<T> {
  let answer: Response;
  try {
    answer = await fetch(path, {
      method,
      credentials: "same-origin",
      headers: body === undefined ? { accept: "application/json" } : { accept: "application/json", "content-type": "application/json" },
      body: body === undefined ? null : JSON.stringify(body),
      signal: signal ?? null,
    });
  } catch {
    throw new ApiError(0, "unreachable", "");
  }
  const said: unknown = await answer.json().catch(() => null);
  if (answer.ok) return said as T;
  throw new ApiError(answer.status, wordIn(said, "code") ?? `http_${answer.status}`, wordIn(said, "detail") ?? "");
}

/** A field of an error that is plain words; anything else is not for people. */
function wordIn(said: unknown, field: string): string | undefined {
  if (said === null || typeof said !== "object") return undefined;
  const value = (said as Record<string, unknown>)[field];
  return typeof value === "string" ? value : undefined;
}

export const get = <T>(path: string, signal?: AbortSignal): Promise<T> => call<T>("GET", path, undefined, signal);
export const post = <T>(path: string, body: unknown = {}, signal?: AbortSignal): Promise<T> => call<T>("POST", path, body, signal);
