// Joining codes: 6 signs from 28 that nobody mistakes for another (no 0 O 1 I L U V 8).

export const CODE_LENGTH = 6;
const SIGNS = "ABCDEFGHJKMNPQRSTWXYZ2345679";

/** The code in whatever was typed or pasted: a link, lower case, spaces and dashes. At most 6 signs. */
export function codeIn(text: string): string {
  const pasted = text.includes("#") ? text.slice(text.lastIndexOf("#") + 1) : text;
  return [...pasted.toUpperCase()]
    .filter((sign) => SIGNS.includes(sign))
    .slice(0, CODE_LENGTH)
    .join("");
}

export function whole(code: string): boolean {
  return code.length === CODE_LENGTH && codeIn(code) === code;
}
