/** What the first screen says of privacy, in its order; the last has to be ticked. */
export const PRIVACY_TEXTS = [
  "controllerText",
  "contactText",
  "purposeText",
  "retentionText",
  "privacyLink",
  "consentText",
] as const;
export type PrivacyText = (typeof PRIVACY_TEXTS)[number];

/** Whether a text is an address that a browser opens as a page. */
export function isWebAddress(text: string): boolean {
  return /^https?:\/\/\S+$/.test(text) && URL.canParse(text);
}
