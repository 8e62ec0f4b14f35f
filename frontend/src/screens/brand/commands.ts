// What a line in the war room asks for: a word with a slash in front makes it more than talk.
import type { Command } from "$live/room.svelte";
import { secondsOf } from "../facilitator/times";

/** Exercise seconds of `+10` (minutes from now), `+1:30`, or a time as in `T+20:00`; nothing when it is none. */
function dueOf(typed: string, now: number): number | undefined {
  const later = typed.startsWith("+");
  const seconds = secondsOf(later ? typed.slice(1) : typed);
  return seconds === undefined ? undefined : later ? now + seconds : seconds;
}

/**
 * The command of one line.
 *
 * `/fact what is claimed` · `/decide what | why` · `/task what by +10`; everything else is said.
 *
 * @param now exercise seconds
 */
export function commandOf(line: string, now: number): Command {
  const [, word = "", rest = ""] = /^\/(fact|decide|task)\s+([\s\S]+)$/i.exec(line) ?? [];
  switch (word.toLowerCase()) {
    case "fact":
      return { kind: "fact.claim", text: rest };
    case "decide": {
      const [what = "", ...why] = rest.split("|");
      return { kind: "decision.take", what: what.trim(), why: why.join("|").trim() };
    }
    case "task": {
      const [, text, typed = ""] = /^([\s\S]+?)\s+by\s+(\S+)$/i.exec(rest) ?? [];
      const due = dueOf(typed, now);
      return text !== undefined && due !== undefined ? { kind: "task.set", text, due } : { kind: "task.set", text: rest };
    }
    default:
      return { kind: "chat.say", text: line };
  }
}
