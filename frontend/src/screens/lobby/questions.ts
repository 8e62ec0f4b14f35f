// Three questions on the briefing, made from what the seat was given to read. Nothing is asked that is not on the page.
import type { Room } from "$live/room.svelte";
import type { Plan } from "$wire/wire";

export interface Question {
  id: string;
  /** The words of the question: a key of i18n and its values. */
  ask: string;
  values?: Record<string, string | number>;
  options: readonly { text: string; key?: string; right: boolean }[];
}

const POSITIONS = ["decision_maker", "communicator", "legal", "subject_expert"] as const;

/** The questions for a seat: of the plan for the brand, of the part they play for everybody else. */
export function questions(room: Pick<Room, "plan" | "card" | "you" | "about">): Question[] {
  return room.plan && room.you?.role === "brand" ? ofThePlan(room.plan) : ofThePart(room);
}

function ofThePlan(plan: Plan): Question[] {
  const last = [...plan.ladder].reverse().find((rung) => rung.does === "review" || rung.does === "decide");
  const [holding] = plan.holding;
  const [red] = plan.red_lines;
  const found: (Question | undefined)[] = [
    last && { id: "last", ask: "lobby.check.last", options: POSITIONS.map((one) => ({ text: one, key: `room.position.${one}`, right: one === last.position })) },
    holding && {
      id: "alone",
      ask: "lobby.check.alone",
      options: [
        { text: holding.text, right: true },
        { text: "apology", key: "lobby.check.apology", right: false },
        { text: "offer", key: "lobby.check.offer", right: false },
      ],
    },
    { id: "first", ask: "lobby.check.first", options: minutesAround(plan.first_reply / 60).map(({ text, right }) => ({ text, right })) },
    red === undefined ? undefined : { id: "red", ask: "lobby.check.red", options: [{ text: "sorry", key: "lobby.check.sorry", right: false }, { text: red, right: true }, { text: "thanks", key: "lobby.check.thanks", right: false }] },
  ];
  return found.flatMap((one) => one ?? []).slice(0, 3);
}

/** The promised minutes among two others, in order. */
function minutesAround(minutes: number): { text: string; right: boolean }[] {
  const near = minutes >= 10 ? [minutes / 3, minutes, minutes * 3] : [minutes, minutes * 3, minutes * 6];
  return near.map((one) => ({ text: String(Math.round(one)), right: one === minutes }));
}

function ofThePart({ card, you }: Pick<Room, "card" | "you">): Question[] {
  const may = card?.may[0];
  const not = card?.may_not[0];
  const found: (Question | undefined)[] = [
    may !== undefined && not !== undefined ? { id: "may", ask: "lobby.check.may", options: [{ text: not, right: false }, { text: may, right: true }] } : undefined,
    {
      id: "real",
      ask: "lobby.check.real",
      options: [
        { text: "play", key: "lobby.check.playOn", right: false },
        { text: "issue", key: "lobby.check.issue", right: true },
        { text: "chat", key: "lobby.check.post", right: false },
      ],
    },
    {
      id: "whom",
      ask: you?.role === "bystander" ? "lobby.check.dial" : "lobby.check.attack",
      options:
        you?.role === "bystander"
          ? [{ text: "own", key: "lobby.check.dialOwn", right: true }, { text: "all", key: "lobby.check.dialAll", right: false }]
          : [{ text: "deed", key: "lobby.check.deed", right: true }, { text: "person", key: "lobby.check.person", right: false }],
    },
  ];
  return found.flatMap((one) => one ?? []);
}
