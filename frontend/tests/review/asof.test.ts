import { expect, test } from "vitest";
import { countsAt, countUpTo, draftAt, factAt, postAt } from "../../src/screens/review/asof";
import { bookOf } from "../../src/screens/review/book";
import { aReview, drafts, posts } from "./fixture";

const review = aReview();
const book = bookOf(review);
const found = (id: string) => posts.find((post) => post.id === id)!;

test("the feed holds the posts up to the moment, and none of the same second is left out", () => {
  expect(countUpTo(posts, -1)).toBe(0);
  expect(countUpTo(posts, 8)).toBe(1);
  expect(countUpTo(posts, 7.99)).toBe(0);
  expect(countUpTo(posts, 1e9)).toBe(posts.length);
});

test("counters are the last measured ones, never ahead of the truth", () => {
  const growth = found("p1").growth;
  expect(countsAt(growth, 0)).toEqual({ likes: 0, replies: 0, reposts: 0, reach: 0 });
  expect(countsAt(growth, 67).reach).toBe(0);
  expect(countsAt(growth, 68).reach).toBe(growth[1]?.reach);
  expect(countsAt(growth, 127).reach).toBe(growth[1]?.reach);
});

test("a post is edited and deleted only from the moment it was", () => {
  expect(postAt(found("p4"), 1199, book)).not.toHaveProperty("edited");
  expect(postAt(found("p4"), 1200, book).edited).toBe(1200);
  expect(postAt(found("p4"), 1530, book)).not.toHaveProperty("deleted");
  expect(postAt(found("p4"), 1531, book).deleted).toBe(1531);
});

test("a quoted post is deleted in the quote too, from that moment", () => {
  expect(postAt(found("p5"), 1500, book).quote).not.toHaveProperty("deleted");
  expect(postAt(found("p5"), 1531, book).quote?.deleted).toBe(1531);
});

test("truth badges say who, how it leans, and what went past the model", () => {
  const texts = (id: string): string[] => (postAt(found(id), 2400, book).badges ?? []).map((badge) => badge.text);
  expect(texts("p1")).toEqual(["inject i01", "against, 0.8"]);
  expect(texts("p5")).toEqual(["critic, stand-in", "against, 0.6"]);
  expect(texts("p4")).toEqual(["brand, person", expect.stringMatching(/defends/i), "no approval"]);
  expect(texts("p7")).toEqual(["bystander, person", "for, 0.4"]);
});

test("a reply names the account it answers", () => {
  expect(postAt(found("p2"), 2400, book).replyTo).toBe("kevmarsh");
});

test("a draft stands as its last step left it", () => {
  const draft = drafts[1]!;
  const state = (t: number): string | undefined => draftAt(draft, t)?.state;
  expect(state(1299)).toBeUndefined();
  expect(state(1300)).toBe("writing");
  expect(state(1340)).toBe("waiting");
  expect(state(1400)).toBe("rejected");
  expect(state(1440)).toBe("writing");
  expect(state(1510)).toBe("waiting");
  expect(state(1580)).toBe("approved");
  expect(state(1600)).toBe("published");
});

test("a fact is only claimed until it was settled", () => {
  const fact = review.facts[0]!;
  expect(factAt(fact, 299)).toBeUndefined();
  expect(factAt(fact, 979)?.standing).toBe("claimed");
  expect(factAt(fact, 980)?.standing).toBe("confirmed");
});
