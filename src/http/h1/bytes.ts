/** Byte classes of RFC 9110, section 5: index by byte. */

/** The lower-case letter of a field-name character, 0 for any byte that a name can't hold. */
export const nameCharacter: Uint8Array = new Uint8Array(256);
/** 1 for bytes of a field value: visible ASCII, space, tab and obs-text. */
export const valueCharacter: Uint8Array = new Uint8Array(256);
/** The value of a hexadecimal digit, 255 for any other byte. */
export const hexDigit: Uint8Array = new Uint8Array(256).fill(255);

for (let byte = 0; byte < 256; byte++) {
  const character = String.fromCharCode(byte);
  if (/^[!#$%&'*+\-.^_`|~0-9A-Za-z]$/.test(character)) {
    nameCharacter[byte] = character.toLowerCase().charCodeAt(0);
  }
  if (byte === 9 || (byte >= 32 && byte !== 127)) valueCharacter[byte] = 1;
  if (/^[0-9A-Fa-f]$/.test(character)) hexDigit[byte] = Number.parseInt(character, 16);
}

export const CR = 13;
export const LF = 10;
export const SPACE = 32;
export const TAB = 9;
export const COLON = 58;
export const SEMICOLON = 59;
