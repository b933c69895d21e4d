/**
 * The language a browser likes best among those offered; the first of them when it likes none.
 *
 * @param header Accept-Language as it was sent: "ar-EG,ar;q=0.9,en;q=0.5"
 * @param offered at least one
 */
export function acceptedLanguage<Locale extends string>(
  header: string | null,
  offered: readonly Locale[],
): Locale {
  const liked = (header ?? "")
    .split(",", 50)
    .map((part, place) => {
      const [range, ...settings] = part
        .trim()
        .toLowerCase()
        .split(/\s*;\s*/);
      const weight = settings.find((setting) => setting.startsWith("q="))?.slice(2);
      return { language: range.split("-")[0], weight: weight ? Number(weight) : 1, place };
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight || a.place - b.place);
  for (const { language } of liked) {
    const found = offered.find((locale) => locale.split("-")[0].toLowerCase() === language);
    if (found) return found;
  }
  return offered[0];
}
