// A post in the shape of its platform: what there is to press, what is told of it, and that the frame stays.
import { fireEvent, render, screen } from "@testing-library/svelte";
import { expect, it, vi } from "vitest";
import PostCard from "$parts/PostCard.svelte";
import type { Place, Post } from "$parts/types";
import { PLACES, SHELVES } from "../../src/screens/gallery/skins";

const on = (place: Place, more: Partial<Post> = {}): Post => ({
  id: "p1", t: 1361, text: "Nobody measured me.", state: "ok", place,
  by: { handle: "kevmarsh", name: "Kev Marsh", followers: 9, verified: false, avatar: "kev" },
  counts: { replies: 4, reposts: 2, likes: 7, reach: 900 },
  ...more,
});

it.each(Object.values(PLACES))("on $name a post shows who, what and that it is an exercise, and leads nowhere", (place) => {
  const { container } = render(PostCard, { post: on(place) });
  expect(screen.getByText("EX")).toBeVisible();
  expect(container.querySelector("article")).toHaveTextContent("Nobody measured me.");
  expect(container.querySelectorAll("a, img, iframe")).toHaveLength(0);
});

it.each([
  ["Microblog", ["4 replies", "2 reposts", "7 likes"]],
  ["Forum", ["7 × Vote up", "3 × Vote down", "4 replies"]],
  ["Reviews", ["4 replies", "7 × Helpful"]],
  ["Professional", ["4 replies", "2 reposts", "7 likes", "3 × Support", "0 × Insightful"]],
])("on %s one may do what the platform has, and nothing else", (name, buttons) => {
  const place = Object.values(PLACES).find((one) => one.name === name);
  render(PostCard, { post: on(place as Place, { reactions: { down: 3, support: 3 } }), onaction: () => undefined });
  expect(screen.getAllByRole("button").map((one) => one.getAttribute("aria-label"))).toEqual(buttons);
});

it("a reaction says which it is, and that it was given", async () => {
  const onaction = vi.fn();
  render(PostCard, { post: on(PLACES.professional, { gave: ["support"] }), onaction });
  const support = screen.getByRole("button", { name: "0 × Support" });
  expect(support).toHaveAttribute("aria-pressed", "true");
  await fireEvent.click(support);
  expect(onaction).toHaveBeenCalledWith("react", expect.objectContaining({ id: "p1" }), "support");
});

it("a review has its stars in words, and the owner's one answer below it", () => {
  const ownerReply = { id: "p2", by: on(PLACES.reviews).by, t: 1400, text: "You are welcome here." };
  const { container } = render(PostCard, { post: on(PLACES.reviews, { stars: 1, ownerReply }) });
  expect(container).toHaveTextContent("1 of 5 stars");
  expect(container.querySelector(".owner")).toHaveTextContent("You are welcome here.");
});

it("an answer is words in every shape: no poster, no headline", () => {
  const { container } = render(PostCard, { post: on(PLACES.video, { replyTo: "gate_b14" }) });
  expect(container.querySelector(".plate")).toBeNull();
});

it.each([
  [{ hidden: true }, "Hidden: its author and you still see it"],
  [{ pinned: true }, "Pinned"],
  [{ limited: "nobody" as const }, "Replies are closed"],
  [{ report: "waiting" as const }, "moderators are reading"],
  [{ report: "kept" as const }, "no violation found"],
])("what was done to a post is told: %o", (standing, words) => {
  const { container } = render(PostCard, { post: on(PLACES.microblog, { standing }) });
  expect(container).toHaveTextContent(words);
});

it("what is gone says by whose hand", () => {
  const { container } = render(PostCard, { post: on(PLACES.forum, { deleted: 1531, goneBy: "removed" }) });
  expect(container).toHaveTextContent("Removed by the platform’s moderators at 25:31.");
  expect(container).not.toHaveTextContent("Nobody measured me");
});

it("in a feed of several platforms a post says on which it is", () => {
  render(PostCard, { post: on(PLACES.forum), chip: true });
  expect(screen.getByTitle("Forum")).toBeVisible();
});

it("the gallery has every shape", () => {
  expect(SHELVES.map((shelf) => shelf.place.layout)).toEqual(["card", "grid", "poster", "tree", "stars", "article"]);
});
