// How a room of this server is entered: a ticket over HTTP, then the socket.
import { ApiError, post } from "$lib/api";
import { Turned, type Outside } from "./outside";

const PROTOCOL = "squall.v1";
const REMOVED = 4503;
const OVER = 4504;

/** The way in for one seat of a rehearsal; a facilitator who `watch`es only looks. */
export function door(rehearsal: string, seat: string, watch = false): Outside {
  return {
    ticket: () => ticket(rehearsal, seat, watch),
    open: () => {
      const url = new URL(`/live/${encodeURIComponent(rehearsal)}`, window.location.href);
      url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
      return new WebSocket(url, PROTOCOL);
    },
  };
}

async function ticket(rehearsal: string, seat: string, watch: boolean): Promise<string> {
  try {
    const path = `/api/rehearsals/${encodeURIComponent(rehearsal)}/ticket`;
    return (await post<{ ticket: string }>(path, { seat, watch })).ticket;
  } catch (fault) {
    if (!(fault instanceof ApiError)) throw fault;
    if (fault.status === 403 || fault.status === 401) throw new Turned(REMOVED, fault.message);
    if (fault.status === 404 || fault.status === 410) throw new Turned(OVER, fault.message);
    throw fault;
  }
}
