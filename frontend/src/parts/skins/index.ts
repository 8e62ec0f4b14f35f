// Which part draws the words of a post, by the shape of its platform. An answer is words alone in every shape.
import type { Component } from "svelte";
import type { Layout, Post } from "../types";
import ArticleBody from "./ArticleBody.svelte";
import CardBody from "./CardBody.svelte";
import PhotoBody from "./PhotoBody.svelte";
import PosterBody from "./PosterBody.svelte";
import StarsBody from "./StarsBody.svelte";
import TreeBody from "./TreeBody.svelte";

export type Body = Component<{ post: Post; whole: boolean }>;

const BODIES: Readonly<Record<Layout, Body>> = { card: CardBody, grid: PhotoBody, poster: PosterBody, tree: TreeBody, stars: StarsBody, article: ArticleBody };

export function bodyOf(post: Post): Body {
  return post.place && post.replyTo === undefined ? BODIES[post.place.layout] : CardBody;
}
