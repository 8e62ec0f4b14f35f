// What a line needs, what it tells, and where it may stand.
import type { Bye, ServerMessage, Welcome } from "$wire/wire";

/** Where the line stands. Times are wall ms of this browser. */
export type Status =
  | { is: "connecting" }
  | { is: "live" }
  | { is: "reconnecting"; since: number; next: number }
  | { is: "closed"; code: number; reason: string };

/** What a line needs of the outside. */
export interface Outside {
  /** A fresh single-use ticket; throws `Turned` when the seat is not ours. */
  ticket: () => Promise<string>;
  open: () => WebSocket;
  random?: () => number;
}

/** What it tells. */
export interface Hears {
  status: (status: Status) => void;
  welcome: (welcome: Welcome) => void;
  message: (message: Exclude<ServerMessage, Welcome | Bye>) => void;
}

/** The server will not let this browser in: no use in trying again. */
export class Turned extends Error {
  constructor(
    readonly code: number,
    reason: string,
  ) {
    super(reason);
  }
}
