// A small draft to write in.
import type { Keys } from "../../src/live/workshop/types";

export const aDraft = (): Keys => ({
  title: "Harbour",
  slug: "harbour",
  minutes: 40,
  platform: "microblog",
  brand: "acme",
  cast: [
    { handle: "acme", name: "Acme", bio: "" },
    { handle: "kev", name: "Kev", bio: "Films." },
  ],
  seats: [
    { id: "comms", role: "brand", position: "communicator", title: "Comms", lines: ["One.", "Two.", "Three."] },
    { id: "critic-1", role: "critic", title: "Critic", personas: ["kev"] },
  ],
  msel: [
    { id: "01", title: "First", at: "0:30", by: "kev", text: "Why?", expected: { action: "Answer", within: "5:00" } },
    { id: "02", title: "Second", after: "01", later: "2:00", by: "kev", text: "Still nothing.", answers: "01" },
    { id: "03", title: "Third", when: { silence: "8:00", none: [{ delivered: "02" }] }, by: "kev", text: "Silence." },
  ],
});
