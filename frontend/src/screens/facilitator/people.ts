// Which seats are played.
import type { ShownSeat } from "$wire/wire";

/** Whether the seat is one of brand, critics and bystanders. */
export const isPlayer = (seat: Pick<ShownSeat, "role">): boolean => seat.role === "brand" || seat.role === "critic" || seat.role === "bystander";
