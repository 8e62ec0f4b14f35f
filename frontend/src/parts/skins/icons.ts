// An icon for each shape of platform: of a kind, and nobody's mark.
import Briefcase from "@lucide/svelte/icons/briefcase";
import Clapperboard from "@lucide/svelte/icons/clapperboard";
import Image from "@lucide/svelte/icons/image";
import Message from "@lucide/svelte/icons/message-square-text";
import Messages from "@lucide/svelte/icons/messages-square";
import Store from "@lucide/svelte/icons/store";
import type { Component } from "svelte";
import type { Layout } from "../types";

const ICONS: Readonly<Record<Layout, Component<Record<string, unknown>>>> = { card: Message, grid: Image, poster: Clapperboard, tree: Messages, stars: Store, article: Briefcase };

export const iconFor = (layout: Layout): Component<Record<string, unknown>> => ICONS[layout];
