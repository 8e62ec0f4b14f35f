import { describe, expect, it } from "vitest";
import { questions } from "../../src/screens/lobby/questions";
import type { Plan, RoleCard } from "../../src/wire/wire";

type Seen = Parameters<typeof questions>[0];

const plan = {
  ladder: [
    { does: "draft", position: "communicator" },
    { does: "review", position: "legal" },
    { does: "decide", position: "decision_maker" },
    { does: "publish", position: "communicator" },
  ],
  holding: [{ id: "H1", text: "We have seen this." }],
  red_lines: ["policy"],
  first_reply: 900,
} as unknown as Plan;
const card = { may: ["post as the director"], may_not: ["write to the brand's team"] } as unknown as RoleCard;
const seen = (of: Partial<Seen>): Seen => ({ plan: undefined, card: null, you: { role: "critic" }, about: undefined, ...of }) as unknown as Seen;
const right = (of: Seen): (string | undefined)[] => questions(of).map((one) => one.options.find((option) => option.right)?.text);

describe("the questions on a briefing", () => {
  it("ask the brand for its own plan", () => {
    expect(right(seen({ plan, you: { role: "brand" } as Seen["you"] }))).toEqual(["decision_maker", "We have seen this.", "15"]);
  });

  it("ask for what stands there, where a plan is thin", () => {
    const thin = { ...plan, ladder: [], holding: [] } as unknown as Plan;
    expect(right(seen({ plan: thin, you: { role: "brand" } as Seen["you"] }))).toEqual(["15", "policy"]);
  });

  it("ask everybody else for the part they play", () => {
    expect(right(seen({ card }))).toEqual(["post as the director", "issue", "deed"]);
    expect(right(seen({ card: null, you: { role: "bystander" } as Seen["you"] }))).toEqual(["issue", "own"]);
  });

  it("have exactly one right answer each, and no two alike", () => {
    for (const one of questions(seen({ plan, you: { role: "brand" } as Seen["you"] }))) {
      expect(one.options.filter((option) => option.right)).toHaveLength(1);
      expect(new Set(one.options.map((option) => option.text)).size).toBe(one.options.length);
    }
  });
});
