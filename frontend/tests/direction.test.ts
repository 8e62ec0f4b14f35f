import { expect, test } from "vitest";
import { apart, directionOf } from "$lib/direction";

test("a text runs as its own words do, not as the handle it begins with", () => {
  expect(directionOf("@dar_zahrawan متى؟")).toBe("rtl");
  expect(directionOf("@hessa_counts thank you")).toBe("ltr");
  expect(directionOf("تصفيق @dar_zahrawan now")).toBe("rtl");
});

test("blanks, addresses and figures say nothing about it", () => {
  expect(directionOf("{name}، من حقك أن تسألي")).toBe("rtl");
  expect(directionOf("https://squall.example 20:50 شكرًا")).toBe("rtl");
  expect(directionOf("(1) “Thank you”")).toBe("ltr");
});

test("a text without words is left to the browser", () => {
  expect(directionOf("")).toBe("auto");
  expect(directionOf("@dar_zahrawan 12")).toBe("auto");
});

test("words from the right keep to themselves in a list, others stay as they are", () => {
  expect(apart("باطل")).toBe("\u2068باطل\u2069");
  expect(apart("void")).toBe("void");
});
