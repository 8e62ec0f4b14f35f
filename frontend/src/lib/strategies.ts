// What a post's strategies are called.
import type { Intent } from "$wire/wire";
import { t } from "./i18n";

export const named = (strategies: Readonly<Intent["strategies"]>): string => strategies.map((one) => t(`intent.strategy.${one}.name`)).join(" + ");
