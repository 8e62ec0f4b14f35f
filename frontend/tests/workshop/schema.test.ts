import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { MEASURES, RECORDS, type Field, type RecordName } from "../../src/screens/workshop/schema";
import { SECTIONS } from "../../src/screens/workshop/sections";

// The format as the server tells it; our forms must not fall behind.
interface Shape {
  properties?: Record<string, Shape>;
  required?: string[];
  enum?: (string | number)[];
  minimum?: number;
  maximum?: number;
  maxLength?: number;
  pattern?: string;
  default?: unknown;
  anyOf?: Shape[];
  items?: Shape;
}
const told = JSON.parse(readFileSync(join(__dirname, "../../../scenarios/scenario.schema.json"), "utf8")) as Shape & { $defs: Record<string, Shape> };

const NAMES: Readonly<Record<Exclude<RecordName, "story">, string>> = {
  brief: "Brief", persona: "Persona", seat: "SeatPlan", card: "RoleCard", goal: "Goal", plan: "Plan", component: "Component", rung: "Rung", route: "Route", approval: "Approval", delegation: "Delegation", holding: "HoldingStatement", assumption: "Assumption",
  objective: "Objective", guide: "GuideItem", looked: "Check", inject: "Inject", expected: "ExpectedAction", chance: "Chance", picture: "Picture", line: "OnDemand", fact: "GroundFact", leak: "Leak", crowd: "CrowdSettings", words: "CrowdWords", topic: "Topic",
  instrument: "Instrument", audience: "Audience", crisis: "Crisis", segments: "SegmentChanges", segment: "SegmentChange", strategies: "StrategyChanges", strategy: "StrategyChange", physics: "Physics",
};
/** What has a page or a table of its own instead of a field in a form. */
const ELSEWHERE: Readonly<Partial<Record<RecordName, readonly string[]>>> = {
  story: ["brief", "cast", "seats", "plan", "objectives", "msel", "guide", "facts", "leaks", "crowd", "on_demand"],
  plan: ["components", "ladder", "holding", "assumptions"],
  crowd: ["words", "topics", "audience", "instrument"],
};

const shapeOf = (name: RecordName): Shape => (name === "story" ? told : (told.$defs[NAMES[name]] ?? {}));
const choices = (shape: Shape): (string | number)[] | undefined => shape.enum ?? shape.anyOf?.find((one) => one.enum)?.enum;
const bound = (shape: Shape, which: "minimum" | "maximum"): number | undefined => shape[which] ?? shape.anyOf?.find((one) => one[which] !== undefined)?.[which];

/** Some texts are kept short by what they must match: `{1,30}`. */
const longest = (shape: Shape): number => Number(/\{1,(\d+)\}/.exec(shape.pattern ?? "")?.[1] ?? shape.maxLength);

describe.each(Object.keys(RECORDS) as RecordName[])("the fields of %s", (name) => {
  const { properties = {}, required = [] } = shapeOf(name);
  const fields = RECORDS[name];

  test("are those of the format", () => {
    expect([...fields.map((one) => one.key), ...(ELSEWHERE[name] ?? [])].toSorted()).toEqual(Object.keys(properties).toSorted());
  });

  test("are required where the format requires them", () => {
    const elsewhere = ELSEWHERE[name] ?? [];
    expect(fields.filter((one) => one.required).map((one) => one.key).toSorted()).toEqual(required.filter((key) => !elsewhere.includes(key)).toSorted());
  });

  test.each(fields.map((field): [string, Field] => [field.key, field]))("%s has its choices and bounds", (key, field) => {
    const shape = properties[key] ?? {};
    if (field.kind === "choice") expect(field.options?.map(String)).toEqual(choices(shape)?.filter((one) => one !== null).map(String));
    if (field.kind === "number" && field.low !== undefined) expect([field.low, field.high]).toEqual([bound(shape, "minimum"), bound(shape, "maximum")]);
    if (field.longest !== undefined) expect(longest((field.kind === "words" ? shape.items : shape) ?? {})).toBe(field.longest);
  });
});

test("a condition can ask all that the format knows", () => {
  expect([...Object.keys(MEASURES), "all", "any", "none", "patience"].toSorted()).toEqual(Object.keys(told.$defs.Condition?.properties ?? {}).toSorted());
});

test("every list of a scenario has its table", () => {
  const tables = Object.values(SECTIONS).flatMap((all) => all.flatMap((one) => (one.list ? [one.key] : [])));
  expect(tables).toHaveLength(12);
});
