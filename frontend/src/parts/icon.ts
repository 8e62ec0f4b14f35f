// What vite.icons.ts makes of each lucide icon that a screen names.
import type { Component } from "svelte";
import Icon from "./Icon.svelte";

/** An icon that is one line. */
export const icon = (name: string, d: string): Component<{ class?: string }> =>
  (anchor, props) => Icon(anchor, { name, d, get class() { return props.class; } });
