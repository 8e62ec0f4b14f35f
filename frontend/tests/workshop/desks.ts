// Authors at their desks, each with a line to one server of one draft; time moves when it is told to.
import { afterEach, beforeEach, vi } from "vitest";
import { Desk } from "../../src/live/workshop/desk.svelte";
import { Kept } from "../../src/live/workshop/keeping";
import { setting } from "../../src/live/workshop/places";
import type { Json, Path } from "../../src/live/workshop/types";
import { Server } from "./far";
import { aDraft } from "./made";

export const TITLE: Path = ["title"];
export const TEXT: Path = ["msel", { id: "02" }, "text"];

/** The server of the test that runs. */
export let server: Server;
const desks: Desk[] = [];

/** For the tests of this file: a fresh server and no clock before each, nobody left at a desk after it. */
export function freshEachTime(): void {
  beforeEach(() => {
    vi.useFakeTimers();
    window.localStorage.clear();
    server = new Server(aDraft());
  });
  afterEach(() => {
    for (const desk of desks.splice(0)) desk.leave();
    vi.useRealTimers();
  });
}

export async function aDesk(name: string, draft = name): Promise<Desk> {
  const desk = new Desk(server.far(name), name, new Kept(draft), "msel");
  desks.push(desk);
  await desk.enter();
  await settle();
  return desk;
}

/** The draft opened again by the same browser; nothing has been said to the server yet. */
export async function reopened(name: string): Promise<Desk> {
  const desk = new Desk(server.far(name), name, new Kept(name));
  desks.push(desk);
  await desk.enter();
  return desk;
}

export const settle = async (ms = 0): Promise<void> => void (await vi.advanceTimersByTimeAsync(ms));
export const set = (desk: Desk, path: Path, to: Json): void => desk.do(setting(desk.tree, path, to));
