// The server's plain requests: JSON in, JSON out, the participant's cookie with each.

/** A request the server turned down, in its own code and words; `said` is all it said. Status 0: it was not reached. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    detail: string,
    readonly said: unknown = null,
  ) {
    super(detail);
  }
}

async function call<T>(method: string, path: string, body?: unknown, signal?: AbortSignal): Promise<T> {
  const answer = await reach(path, {
    method,
    headers: body === undefined ? { accept: "application/json" } : { accept: "application/json", "content-type": "application/json" },
    body: body === undefined ? null : JSON.stringify(body),
    signal: signal ?? null,
  });
  return (await answer.json().catch(() => null)) as T;
}

/**
 * The server's answer, whatever it is made of.
 *
 * @throws ApiError it was not reached, or it turned the request down
 */
export async function reach(path: string, asked: RequestInit): Promise<Response> {
  let answer: Response;
  try {
    answer = await fetch(path, { credentials: "same-origin", ...asked });
  } catch {
    throw new ApiError(0, "unreachable", "");
  }
  if (answer.ok) return answer;
  const said: unknown = await answer.json().catch(() => null);
  throw new ApiError(answer.status, wordIn(said, "code") ?? `http_${answer.status}`, wordIn(said, "detail") ?? "", said);
}

/** A field of an error that is plain words; anything else is not for people. */
function wordIn(said: unknown, field: string): string | undefined {
  if (said === null || typeof said !== "object") return undefined;
  const value = (said as Record<string, unknown>)[field];
  return typeof value === "string" ? value : undefined;
}

export const get = <T>(path: string, signal?: AbortSignal): Promise<T> => call<T>("GET", path, undefined, signal);
export const post = <T>(path: string, body: unknown = {}, signal?: AbortSignal): Promise<T> => call<T>("POST", path, body, signal);
export const remove = <T>(path: string, body?: unknown): Promise<T> => call<T>("DELETE", path, body);
