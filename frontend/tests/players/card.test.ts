// A bystander's dial.
import { describe, expect, it } from "vitest";
import { arc, HEIGHT, spot, valueAt, WIDTH } from "../../src/screens/bystander/dial";

describe("the dial", () => {
  it("finds the value again under the spot it draws for it", () => {
    for (let value = 0; value <= 100; value += 1) expect(valueAt(spot(value))).toBe(value);
  });

  it("gives its ends to a finger below it, and every value to one far out", () => {
    expect(valueAt({ x: 0, y: HEIGHT + 50 })).toBe(0);
    expect(valueAt({ x: WIDTH, y: HEIGHT + 50 })).toBe(100);
    expect(valueAt({ x: WIDTH / 2, y: -500 })).toBe(50);
  });

  it("draws from the start to the value, and nothing off the scale", () => {
    expect(arc(0, 50)).toMatch(/^M20\.00 160\.00A140 140 0 0 1 160\.00 20\.00$/);
    expect(spot(140)).toEqual(spot(100));
  });
});
