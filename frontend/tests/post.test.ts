import { fireEvent, render, screen } from "@testing-library/svelte";
import { expect, test, vi } from "vitest";
import { HAIR_STYLES, portrait, seedOf } from "$lib/portrait";
import PostCard from "$parts/PostCard.svelte";
import type { Post } from "$parts/types";

const post: Post = {
  id: "p1",
  t: 1361,
  text: "Who measured me, @meridianair? <img src=x> https://elsewhere.example #TooWide",
  by: { handle: "kevmarsh", name: "Kev Marsh", followers: 1_600_000, verified: true, avatar: "kev" },
  counts: { replies: 1, reposts: 9412, likes: 31_240, reach: 1_132_000 },
  state: "ok",
};

test("a post shows who, what and that it is an exercise, and leads nowhere", () => {
  const { container } = render(PostCard, { post });
  expect(screen.getByText("EX")).toBeVisible();
  expect(container.querySelector("article")).toHaveTextContent("Kev Marsh");
  expect(container.querySelectorAll("a, img, iframe")).toHaveLength(0);
  expect(container.querySelector("p")?.textContent?.trim()).toBe(post.text);
});

test("without somebody to act, there is nothing to press", () => {
  render(PostCard, { post });
  expect(screen.queryAllByRole("button")).toEqual([]);
});

test("an action names itself with its count and says which post", async () => {
  const onaction = vi.fn();
  render(PostCard, { post: { ...post, liked: true }, onaction });
  const like = screen.getByRole("button", { name: "31.2K likes" });
  expect(like).toHaveAttribute("aria-pressed", "true");
  await fireEvent.click(like);
  expect(onaction).toHaveBeenCalledWith("like", expect.objectContaining({ id: "p1" }));
});

test("a post that was not sent keeps its words and offers another try", async () => {
  const onaction = vi.fn();
  render(PostCard, { post: { ...post, state: "failed" }, onaction });
  expect(screen.getByText("Not sent")).toBeVisible();
  await fireEvent.click(screen.getByRole("button", { name: "Retry" }));
  expect(onaction).toHaveBeenCalledWith("retry", expect.anything());
});

test("a deleted post says when, and no longer what", () => {
  const { container } = render(PostCard, { post: { ...post, deleted: 1531 } });
  expect(container).toHaveTextContent("Deleted at 25:31.");
  expect(container).not.toHaveTextContent("Who measured me");
});

test("the same seed is the same face, and traits can be asked for", () => {
  expect(portrait("kevmarsh")).toEqual(portrait("kevmarsh"));
  expect(portrait("kev cap beard")).toMatchObject({ style: "cap", beard: true });
  const styles = new Set(Array.from({ length: 200 }, (_, i) => portrait(`f${i}`)).map((face) => (face.kind === "person" ? face.style : "")));
  expect(styles.size).toBe(HAIR_STYLES.length);
});

test("organisations have a mark, people a face", () => {
  expect(portrait(seedOf("meridianair", "organisation")).kind).toBe("mark");
  expect(portrait(seedOf("lenaortiz", "press")).kind).toBe("person");
});
